import { decideReplay } from '../../../../functions/platform/consumers/decide-replay.ts';

const group = (
  partitions: [committed: number | null, begin: number, end: number][],
  targets: [number, number][] = [],
) => ({
  group: 'grid-risk.market.dispatch',
  topic: 'market.dispatch',
  partitions: partitions.map(([committed, begin, end], partition) => ({
    partition,
    committed,
    begin,
    end,
    lag: 0,
    grade: 'ok' as const,
  })),
  targets: new Map(targets),
});
const movesOf = (replay: ReturnType<typeof decideReplay>) =>
  replay.groups.flatMap(({ partitions }) => partitions.map(({ from, to }) => [from, to]));

test('without a target every partition begins at its oldest kept record', () => {
  const replay = decideReplay('risk', [
    group([
      [50, 0, 60],
      [40, 10, 40],
    ]),
  ]);

  expect(movesOf(replay)).toEqual([
    [50, 0],
    [40, 10],
  ]);
  expect(replay.repeated).toBe(80);
});

test('a target before what is kept is the oldest kept record, and one after the end is the end', () => {
  const replay = decideReplay('risk', [
    group(
      [
        [50, 20, 60],
        [50, 20, 60],
      ],
      [
        [0, 5],
        [1, 99],
      ],
    ),
  ]);

  expect(movesOf(replay)).toEqual([
    [50, 20],
    [50, 60],
  ]);
});

test('a move forward repeats nothing, and so does a group that had committed nothing', () => {
  const replay = decideReplay('risk', [
    group(
      [
        [10, 0, 60],
        [null, 0, 60],
      ],
      [
        [0, 30],
        [1, 0],
      ],
    ),
  ]);

  expect(replay.repeated).toBe(0);
});
