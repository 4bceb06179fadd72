import { checkCrash } from '../../../demos/orders/check-crash.ts';
import type { CrashRun } from '../../../demos/orders/run-crash.ts';
import type { DeliveryMode } from '../../../functions/contracts/orders/delivery-mode.ts';

const sent = 10;

/** A run of ten orders whose effects are given, the rest having one each, as the statistics and the table have them, too. */
const runOf = (mode: DeliveryMode, effects: readonly number[], change: Partial<CrashRun> = {}): CrashRun => {
  const trails = Array.from({ length: sent }, (_, index) => ({
    orderId: `o-${index}`,
    effects: effects[index] ?? 1,
    marked: true,
    steps: [],
  }));
  const rows = trails.reduce((sum, trail) => sum + trail.effects, 0);
  return {
    mode,
    point: 'between-writes',
    sent,
    acknowledged: sent,
    crashes: 1,
    trails,
    expectedEffects: rows,
    counted: { effects: rows, duplicate_effects: 0, lost: 0 },
    times: { crashedAt: '2026-11-21T12:00:00.000Z', hit: 1, redeliveredMs: 100, recoveredMs: 120, environments: 2 },
    ...change,
  };
};

const holds = (run: CrashRun): boolean => checkCrash(run).every((each) => each.holds);

test.each<[DeliveryMode, readonly number[]]>([
  ['exactly-once', []],
  ['at-least-once', [2]],
  ['at-most-once', [0]],
])('%s holds with what its mode is to show', (mode, effects) => {
  expect(holds(runOf(mode, effects))).toBe(true);
});

test.each<[string, CrashRun]>([
  ['exactly-once doubles one', runOf('exactly-once', [2])],
  ['exactly-once loses one', runOf('exactly-once', [0])],
  ['exactly-once loses one and doubles another', runOf('exactly-once', [0, 2])],
  ['the control run at-least-once does not break', runOf('at-least-once', [])],
  ['at-least-once loses one beside what it doubles', runOf('at-least-once', [0, 3])],
  ['the control run at-most-once does not break', runOf('at-most-once', [])],
  ['at-most-once doubles one beside what it loses', runOf('at-most-once', [0, 0, 2])],
  ['nothing crashed', runOf('exactly-once', [], { crashes: 0, times: undefined })],
  ['it crashed twice', runOf('exactly-once', [], { crashes: 2 })],
  ['an order was not acknowledged', runOf('exactly-once', [], { acknowledged: 9 })],
  ['the table predicts something else', runOf('at-least-once', [2], { expectedEffects: 12 })],
  [
    'the statistics say something else',
    runOf('exactly-once', [], { counted: { effects: 11, duplicate_effects: 1, lost: 0 } }),
  ],
])('the demonstration fails where %s', (_what, run) => {
  expect(holds(run)).toBe(false);
});
