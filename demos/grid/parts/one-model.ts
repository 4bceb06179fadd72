import type { DemoPart } from '../../../lib/cli/client/demo.ts';
import { compareTeams } from '../teams/compare-teams.ts';
import { toCutoverLines } from '../teams/cutover-lines.ts';
import { gradualCutover, runCutover } from '../teams/run-cutover.ts';
import { toTeamLines } from '../teams/team-lines.ts';
import { recordedSource } from '../teams/weather-source.ts';

/** Two teams' pipelines of the same data, side by side, before and after one canonical model. */
export const oneModel: DemoPart = {
  name: 'model',
  title: 'Two teams, one source: before and after one canonical model',
  talkingPoints: [
    'Both teams read the same source and mean the same reading; they agree on neither its name nor its unit.',
    'With one ingestion the source is asked once, and whoever reads gets the same answer.',
    'The old output goes in steps, each of which can be taken back, and parity is counted before anything is cut.',
  ],
  backup: './sluice schema list and ./sluice schema diff MarketDispatchEvent',
  run: async ({ print }) => {
    const now = new Date().toISOString();
    const comparison = await compareTeams(recordedSource, now);
    for (const line of toTeamLines(comparison)) print(`   ${line}`);
    const steps = runCutover(await recordedSource.readDay(), gradualCutover, now);
    for (const line of toCutoverLines(steps)) print(`   ${line}`);

    const { before, after } = comparison;
    const disagreements = before.rows.filter(({ differing }) => differing > 0).length;
    const left = after.rows.filter(
      ({ differing, sameName, sameUnit }) => differing > 0 || !sameName || !sameUnit,
    ).length;
    const movedBack = steps.reduce((sum, step) => sum + step.movedBack, 0);
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
        { title: 'a gradual cutover moves no reader back', holds: movedBack === 0, detail: `${movedBack} moved back` },
      ],
      measured: { oneModel: { before: before.sourceCalls, after: after.sourceCalls, steps } },
    };
  },
};
