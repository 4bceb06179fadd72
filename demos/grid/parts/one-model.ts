import { toObservation } from '../../../functions/contracts/grid/weather-reading.ts';
import type { DemoPart } from '../../../lib/cli/client/demo.ts';
import { waitForVerification } from '../../../lib/cli/client/verify-grid.ts';
import { compareTeams } from '../teams/compare-teams.ts';
import { toCutoverLines } from '../teams/cutover-lines.ts';
import { nextDayReadings } from '../teams/next-day-readings.ts';
import { buildReadingsClient } from '../teams/readings-client.ts';
import { runCutover } from '../teams/run-cutover.ts';
import { toTeamLines } from '../teams/team-lines.ts';
import { recordedSource } from '../teams/weather-source.ts';

const drainTimeoutMs = 30_000;

/** Two teams' pipelines of the same data, side by side, before and after one canonical model. */
export const oneModel: DemoPart = {
  name: 'model',
  title: 'Two teams, one source: before and after one canonical model',
  talkingPoints: [
    'Both teams read the same source and mean the same reading; they agree on neither its name nor its unit.',
    'With one ingestion the source is asked once, and whoever reads gets the same answer.',
    'The old output goes in steps, each of which can be taken back, and parity is counted before anything is cut.',
  ],
  backup: './sluice schema list and ./sluice schema cutover',
  run: async ({ client, signal, print }) => {
    const now = new Date().toISOString();
    const comparison = await compareTeams(recordedSource, now);
    for (const line of toTeamLines(comparison)) print(`   ${line}`);

    const teamA = buildReadingsClient(client.opened.gatewayUrl, client.apiKey, signal);
    const readings = await nextDayReadings(await recordedSource.readDay(), teamA);
    const steps = await runCutover(client.admin, teamA, readings);
    print(`   The cutover of team A's ${readings.length} readings, and back, live:`);
    for (const line of toCutoverLines(steps)) print(`   ${line}`);
    const copied = readings.slice(0, steps.findLast(({ cutover }) => cutover.mode === 'dual')?.acknowledged ?? 0);
    await client.recordAcknowledged(
      'grid',
      copied.map((reading) => toObservation(reading, { ingestion_time: now, correlation_id: 'cutover' }).event_id),
    );
    const verification = await waitForVerification(() => client.verifyGrid('analytics'), drainTimeoutMs);

    const { before, after } = comparison;
    const disagreements = before.rows.filter(({ differing }) => differing > 0).length;
    const left = after.rows.filter(
      ({ differing, sameName, sameUnit }) => differing > 0 || !sameName || !sameUnit,
    ).length;
    const lost = steps.reduce((sum, { missing }) => sum + missing, 0);
    const doubled = steps.reduce((sum, { twice }) => sum + twice, 0);
    const [first, gradual, done] = steps;
    return {
      assertions: [
        {
          title: 'before, the teams disagree',
          holds: disagreements > 0,
          detail: `on ${disagreements} of ${before.rows.length} aspects`,
        },
        { title: 'after, they agree on all', holds: left === 0, detail: `${left} differences` },
        {
          title: 'the source is asked once instead of once a team',
          holds: after.sourceCalls < before.sourceCalls,
          detail: `${before.sourceCalls} calls before, ${after.sourceCalls} after`,
        },
        {
          title: 'at every step of the cutover the reader has every acknowledged reading, none twice',
          holds: lost === 0 && doubled === 0 && steps.at(-1)?.acknowledged === readings.length,
          detail: `${steps.at(-1)?.acknowledged} acknowledged, ${lost} missing and ${doubled} twice in ${steps.length} steps`,
        },
        {
          title: 'readers move from the old output to both, to the new one',
          holds:
            first?.served.new === 0 &&
            (gradual?.served.new ?? 0) > 0 &&
            (gradual?.served.old ?? 0) > 0 &&
            done?.served.old === 0,
          detail: steps.map(({ served }) => `${served.old}/${served.new}`).join(' → '),
        },
        {
          title: 'while both are written the stores are equal, id by id',
          holds: steps.every(({ cutover, parity }) => cutover.mode !== 'dual' || parity.holds),
          detail: `${gradual?.parity.equal} of ${gradual?.parity.compared} equal`,
        },
        {
          title: 'what came over is in the read model once',
          holds: verification.holds,
          detail: `${verification.missing.length} lost, ${verification.folded} folded of ${verification.stored} stored`,
        },
      ],
      measured: { oneModel: { before: before.sourceCalls, after: after.sourceCalls, steps } },
    };
  },
};
