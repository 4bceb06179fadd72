import type { Commit, Disturbance, Generation, History, LedgerLine, PollerLine } from './history.ts';
import { judgeHistory } from './judge-history.ts';

/** Record 5 of partition 0, handled by `first` from 100 to 110 and again by `second` from 1000 on. */
const offset = 5;
const stored = (atMs: number, life: string, requestId: string): LedgerLine => ({
  atMs,
  life,
  requestId,
  partition: 0,
  offset,
  id: 'id-5',
});
const session = (life: string, atMs: number): PollerLine[] => [
  { atMs, life, event: 'partitions-assigned' },
  { atMs: atMs + 1, life, event: 'reading-began', partition: 0, firstOffset: 0 },
];
const ended = (event: string, life: string, requestId: string, beganMs: number, atMs: number): PollerLine => ({
  atMs,
  life,
  event,
  partition: 0,
  firstOffset: 5,
  lastOffset: 9,
  requestId,
  durationMs: atMs - beganMs,
});
const generation = (atMs: number, owner: string): Generation => ({ atMs, owners: new Map([[0, owner]]) });
const committed = (atMs: number, next: number): Commit => ({ atMs, partition: 0, offset: next });
const killed = (fromMs: number, toMs: number, endedLife?: string): Disturbance => ({ fromMs, toMs, endedLife });

const history = (known: Partial<History>): History => ({
  acknowledged: ['id-5'],
  ledger: [stored(105, 'first', 'a'), stored(1005, 'second', 'b')],
  log: [
    ...session('first', 10),
    ended('batch-processed', 'first', 'a', 100, 110),
    ...session('second', 900),
    ended('batch-processed', 'second', 'b', 1000, 1010),
  ],
  commits: [],
  generations: [generation(5, 'm1'), generation(890, 'm2')],
  disturbances: [],
  ...known,
});

test('an acknowledged record that no handler stored is lost', () => {
  expect(judgeHistory(history({ acknowledged: ['id-5', 'id-6'] })).lost).toEqual(['id-6']);
});

test('a record is explained where its batch ran while the partition went to another member', () => {
  const log = [...session('first', 10), ended('batch-processed', 'first', 'a', 100, 950), ...session('second', 900)];

  expect(judgeHistory(history({ log }))).toMatchObject({
    repeated: { 'in flight when its holder changed': 1 },
    unexplained: [],
  });
});

test('a record is explained where its poller was killed while its batch ran, of which nothing more is known', () => {
  const log = [...session('first', 10), ...session('second', 900)];

  expect(judgeHistory(history({ log, disturbances: [killed(106, 107, 'first')] }))).toMatchObject({
    repeated: { 'in flight when its holder changed': 1 },
    unexplained: [],
  });
});

test('a record is explained where its poller was killed just after its batch', () => {
  expect(judgeHistory(history({ disturbances: [killed(300, 301, 'first')] })).repeated).toEqual({
    'could not be committed': 1,
  });
});

test('a record is explained where the partition went to another member just after its batch', () => {
  const generations = [generation(5, 'm1'), generation(300, 'm2')];

  expect(judgeHistory(history({ generations })).repeated).toEqual({ 'not yet committed': 1 });
});

test('a record is unexplained where the poller that had processed it long before was killed', () => {
  const known = history({ disturbances: [killed(5300, 5301, 'first')] });
  const later = [...session('first', 10), ended('batch-processed', 'first', 'a', 100, 110), ...session('second', 5900)];

  const { unexplained } = judgeHistory({
    ...known,
    ledger: [stored(105, 'first', 'a'), stored(6005, 'second', 'b')],
    log: later,
    generations: [generation(5, 'm1'), generation(5890, 'm2')],
  });

  expect(unexplained).toEqual(['0/5: processed and for 5190 ms not committed, though nothing was in the way']);
});

test('a record is explained where the broker was away when its batch had been processed', () => {
  expect(judgeHistory(history({ disturbances: [killed(90, 800)] })).repeated).toEqual({ 'could not be committed': 1 });
});

test('a processed record that stayed uncommitted with nothing in the way is unexplained', () => {
  expect(judgeHistory(history({})).unexplained).toEqual([
    '0/5: processed and for 780 ms not committed, though nothing was in the way',
  ]);
});

test('a disturbance that was over long before explains nothing', () => {
  const late = history({ disturbances: [killed(0, 20)] });
  const shifted = {
    ...late,
    ledger: [stored(5105, 'first', 'a'), stored(6005, 'second', 'b')],
    log: [
      ...session('first', 10),
      ended('batch-processed', 'first', 'a', 5100, 5110),
      ...session('second', 5900),
      ended('batch-processed', 'second', 'b', 6000, 6010),
    ],
    generations: [generation(5, 'm1'), generation(5890, 'm2')],
  };

  expect(judgeHistory(shifted).unexplained).toHaveLength(1);
});

test('a record below what was committed before the second holder began is unexplained, whatever happened', () => {
  const commits = [committed(120, 6)];

  expect(judgeHistory(history({ commits, disturbances: [killed(90, 800)] })).unexplained).toEqual([
    '0/5: read again below the committed offset 6',
  ]);
});

test('a commit after the second holder had begun does not count against it', () => {
  const commits = [committed(1011, 6)];

  expect(judgeHistory(history({ commits, disturbances: [killed(90, 800)] })).unexplained).toEqual([]);
});

test('a record handed over again by its holder is explained where its own batch failed', () => {
  const log = [...session('first', 10), ended('batch-failed', 'first', 'a', 100, 110)];
  const ledger = [stored(105, 'first', 'a'), stored(205, 'first', 'b')];

  expect(judgeHistory(history({ log, ledger }))).toMatchObject({
    repeated: { 'its batch failed': 1 },
    unexplained: [],
  });
});

test.each([
  ['was processed', ended('batch-processed', 'first', 'a', 100, 110)],
  ['was not over yet', ended('batch-failed', 'first', 'a', 100, 300)],
  ['was another one that failed', ended('batch-failed', 'first', 'other', 20, 30)],
])('a record handed over again by its holder is unexplained where its batch %s', (_what, line) => {
  const ledger = [stored(105, 'first', 'a'), stored(205, 'first', 'b')];

  expect(judgeHistory(history({ log: [...session('first', 10), line], ledger })).unexplained).toEqual([
    '0/5: handed over twice by one holder without a failure',
  ]);
});

describe('a record handed over by its former holder after the new one had it', () => {
  const late = (handedOverMs: number, more: readonly PollerLine[], disturbances: readonly Disturbance[]) =>
    judgeHistory(
      history({
        ledger: [stored(905, 'second', 'b'), stored(handedOverMs, 'first', 'a')],
        log: [
          ...session('first', 10),
          ...session('second', 895),
          ended('batch-processed', 'second', 'b', 903, 910),
          ...more,
        ].toSorted((left, right) => left.atMs - right.atMs),
        disturbances,
      }),
    );

  test('is explained before its next heartbeat', () => {
    expect(late(1200, [], [])).toMatchObject({
      repeated: { 'its former holder had not heard yet': 1 },
      unexplained: [],
    });
  });

  test('is explained where its connection was held up', () => {
    expect(late(7000, [], [killed(800, 6900)]).unexplained).toEqual([]);
  });

  test('is unexplained long after that', () => {
    expect(late(7000, [], []).unexplained).toEqual([
      '0/5: handed over 6110 ms after the partition had gone, though nothing was in the way',
    ]);
  });

  test.each(['partitions-assigned', 'stream-lost'])('is unexplained after its %s', (event) => {
    const { unexplained } = late(1200, [{ atMs: 1100, life: 'first', event }], []);

    expect(unexplained).toEqual(['0/5: handed over by a poller that knew of its loss']);
  });

  test('is unexplained where the broker had not taken the partition from it', () => {
    const generations = [generation(5, 'm1'), generation(890, 'm1')];
    const log = [...session('first', 10), ...session('second', 895)];
    const ledger = [stored(905, 'second', 'b'), stored(1200, 'first', 'a')];

    expect(judgeHistory(history({ ledger, log, generations })).unexplained).toEqual([
      '0/5: handed over by its holder after one that did not have the partition',
    ]);
  });
});

test('a partition begun anew by the member that the broker had given it to is unexplained', () => {
  const generations = [generation(5, 'm1'), generation(890, 'm1')];

  expect(judgeHistory(history({ generations, disturbances: [killed(90, 800)] })).unexplained).toEqual([
    '0/5: read again by the member that held the partition',
  ]);
});

test('a record first stored after one that follows it is out of order', () => {
  const follows = { ...stored(50, 'first', 'z'), offset: 6, id: 'id-6' };

  expect(judgeHistory(history({ ledger: [follows, stored(105, 'first', 'a')] })).outOfOrder).toEqual(['0/5']);
});

test('a commit past a record that no handler had stored yet is early, and one below the last has moved back', () => {
  const ledger = [0, 1].map((each) => ({ ...stored(100 + each, 'first', 'a'), offset: each }));
  const commits = [committed(101, 2), committed(102, 3), committed(103, 1)];

  expect(judgeHistory(history({ ledger, commits }))).toMatchObject({
    committedEarly: ['0/2'],
    movedBack: ['0/1 after 3'],
  });
});
