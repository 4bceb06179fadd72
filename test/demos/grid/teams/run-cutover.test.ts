import { toCutoverLines } from '../../../../demos/grid/teams/cutover-lines.ts';
import { gradualCutover, runCutover } from '../../../../demos/grid/teams/run-cutover.ts';
import { recordedSource, type SourceAnswer } from '../../../../demos/grid/teams/weather-source.ts';

const ingestionTime = '2023-01-17T14:35:00.000Z';

test('the recorded day goes over step by step: nothing is lost, nothing moves back, both outputs say the same', async () => {
  const steps = runCutover(await recordedSource.readDay(), gradualCutover, ingestionTime);

  expect(steps.map(({ written }) => written)).toEqual([
    { old: 53, new: 0 },
    { old: 53, new: 53 },
    { old: 53, new: 53 },
    { old: 53, new: 53 },
    { old: 0, new: 53 },
  ]);
  expect(steps.map(({ served }) => served.new)).toEqual([0, 0, expect.any(Number), 53, 53]);
  expect(steps.map(({ served }) => served.old + served.new)).toEqual([53, 53, 53, 53, 53]);
  expect(steps.map(({ movedBack }) => movedBack)).toEqual([0, 0, 0, 0, 0]);
  expect(steps.map(({ parity }) => parity && [parity.equal, parity.holds])).toEqual([
    undefined,
    [53, true],
    [53, true],
    [53, true],
    undefined,
  ]);
});

test('a reading that the source repeats is no parity', () => {
  const row = '2023-01-18T00:30:00+10:00,21.1\n';
  const answers: SourceAnswer[] = [{ region: 'SA1', csv: `interval,temperature_celsius\n${row}${row}` }];

  const [step] = runCutover(answers, [{ mode: 'dual', percent: 0 }], ingestionTime);

  expect(step?.parity).toMatchObject({ repeated: ['SA1@1673965800'], holds: false });
});

test('going back is counted', async () => {
  const [, back] = runCutover(
    await recordedSource.readDay(),
    [
      { mode: 'dual', percent: 100 },
      { mode: 'dual', percent: 0 },
    ],
    ingestionTime,
  );

  expect(back?.movedBack).toBe(53);
});

test('each step is a line with its figures', async () => {
  const lines = toCutoverLines(runCutover(await recordedSource.readDay(), gradualCutover, ingestionTime));

  expect(lines).toHaveLength(5);
  expect(lines[3]).toMatch(
    /dual, 100 % served from new +written old 53, new 53; served old 0, new 53; .*53 of 53 equal/,
  );
});
