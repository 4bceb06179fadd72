import fc from 'fast-check';
import { countExpectedEffects, deliverySemantics } from '../../../functions/contracts/orders/delivery-semantics.ts';
import { expectEffects } from './expect-effects.ts';

const sumOf = (effects: ReadonlyMap<string, number>) => [...effects.values()].reduce((sum, each) => sum + each, 0);
const cellOf = (mode: string, point: string) => {
  const cell = deliverySemantics.crashes.find((each) => each.mode === mode && each.point === point);
  if (cell === undefined) throw new Error(`no cell ${mode} ${point}`);
  return cell;
};

test('one crash makes as many effects as the table of semantics counts', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...deliverySemantics.crashes),
      fc.integer({ min: 2, max: 40 }).chain((orders) => fc.tuple(fc.constant(orders), fc.nat({ max: orders - 2 }))),
      (cell, [orders, after]) => {
        const ids = Array.from({ length: orders }, (_, n) => `order-${n}`);
        const afterRecords = after + 1;

        const effects = expectEffects(
          ids,
          [
            { orderIds: ids, cameAgain: true },
            { orderIds: ids, cameAgain: false },
          ],
          cell,
          afterRecords,
        );

        expect(sumOf(effects)).toBe(countExpectedEffects(cell, { orders, afterRecords }));
      },
    ),
  );
});

test('a batch that is hit twice has its orders three times at least once, and lost once at most once', () => {
  const deliveries = [
    { orderIds: ['a', 'b', 'a'], cameAgain: true },
    { orderIds: ['a', 'b', 'a'], cameAgain: true },
    { orderIds: ['a', 'b', 'a'], cameAgain: false },
  ];

  const doubled = expectEffects(['a', 'b', 'c'], deliveries, cellOf('at-least-once', 'between-writes'), 1);
  const lost = expectEffects(['a', 'b', 'c'], deliveries, cellOf('at-most-once', 'between-writes'), 1);

  expect(Object.fromEntries(doubled)).toEqual({ a: 3, b: 3, c: 1 });
  expect(Object.fromEntries(lost)).toEqual({ a: 0, b: 0, c: 1 });
});

test('an order that was processed before the crash is not touched by it', () => {
  const effects = expectEffects(
    ['a', 'b'],
    [
      { orderIds: ['a'], cameAgain: false },
      { orderIds: ['a', 'b'], cameAgain: true },
    ],
    cellOf('at-least-once', 'between-writes'),
    1,
  );

  expect(Object.fromEntries(effects)).toEqual({ a: 1, b: 2 });
});
