import { compareOutputs } from '../../../../demos/grid/teams/compare-outputs.ts';
import { compareTeams } from '../../../../demos/grid/teams/compare-teams.ts';
import { runTeamA } from '../../../../demos/grid/teams/team-a.ts';
import { runTeamB } from '../../../../demos/grid/teams/team-b.ts';
import { toTeamLines } from '../../../../demos/grid/teams/team-lines.ts';
import { recordedSource, type SourceAnswer } from '../../../../demos/grid/teams/weather-source.ts';

const answers: SourceAnswer[] = [
  {
    region: 'SA1',
    csv: 'interval,temperature_celsius,wind_mw\n2023-01-18T00:30:00+10:00,21.1,188.4\n2023-01-18T00:35:00+10:00,,190\n',
  },
];
const ingestionTime = '2023-01-17T14:35:00.000Z';

test('from the same row the two teams make different readings', () => {
  expect(runTeamA(answers)).toEqual([{ region_id: 'SA1', temperature_celsius: 21.1, observed_at: 1_673_965_800 }]);
  // Adelaide has UTC+10:30 in January.
  expect(runTeamB(answers)).toEqual([{ region: 'SA', temp_c: 70, time: '18/01/2023 01:00' }]);
});

test('before the canonical model every reading differs in name, unit and time, and the source is called twice', async () => {
  const { before } = await compareTeams(recordedSource, ingestionTime);

  expect(before.sourceCalls).toBe(2);
  expect(before.rows).toMatchObject(
    ['region', 'temperature', 'timestamp'].map((aspect) => ({
      aspect,
      sameName: false,
      sameUnit: false,
      readings: 53,
      differing: 53,
    })),
  );
});

test('after it the teams have the same, and the source is called once', async () => {
  const { after } = await compareTeams(recordedSource, ingestionTime);

  expect(after.sourceCalls).toBe(1);
  expect(after.rows).toMatchObject(
    ['region', 'temperature', 'timestamp'].map((aspect) => ({
      aspect,
      sameName: true,
      sameUnit: true,
      readings: 53,
      differing: 0,
    })),
  );
});

test('the calls are counted at the source that is given', async () => {
  let calls = 0;
  const source = {
    readDay: async () => {
      calls += 1;
      return answers;
    },
  };

  await compareTeams(source, ingestionTime);

  expect(calls).toBe(3);
});

test('a reading that only one team has differs', () => {
  const fields = {
    region: { name: 'region', unit: '' },
    temperature: { name: 'celsius', unit: '' },
    timestamp: { name: 'time', unit: '' },
  };
  const reading = { region: 'SA1', celsius: 21, time: 1 };

  const rows = compareOutputs(
    { team: 'one', fields, readings: [reading] },
    { team: 'other', fields, readings: [reading, reading] },
  );

  expect(rows.map(({ differing }) => differing)).toEqual([1, 1, 1]);
});

test('the table says what differs before and that nothing does after', async () => {
  const lines = toTeamLines(await compareTeams(recordedSource, ingestionTime)).join('\n');

  expect(lines).toContain('Team A temperature_celsius = 21.6 (°C)');
  expect(lines).toContain('Team B temp_c = 70.9 (°F)');
  expect(lines).toContain('differ: name, unit, value in 53 of 53 readings');
  expect(lines.match(/agree in all 53 readings/g)).toHaveLength(3);
});
