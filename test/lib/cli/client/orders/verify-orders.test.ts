import { judgeOrders } from '../../../../../lib/cli/client/orders/verify-orders.ts';

const order = (orderId: string, effects = 1, folded = true) => ({ orderId, effects, folded });

test('it holds where every acknowledged order has one effect, whatever others did', () => {
  const verification = judgeOrders(['a', 'b'], [order('a'), order('b'), order('control', 2)], 0);

  expect(verification).toMatchObject({ holds: true, acknowledged: 2, effects: 4, unacknowledged: ['control'] });
});

test.each([
  ['a lost order', judgeOrders(['a', 'b'], [order('a')], 0), { missing: ['b'] }],
  ['an order with two effects', judgeOrders(['a'], [order('a', 2)], 0), { repeated: ['a'] }],
  ['a read model that is not the fold', judgeOrders(['a'], [order('a', 1, false)], 0), { unfolded: ['a'] }],
  ['a read model without a ledger row', judgeOrders([], [order('a', 0, false)], 0), { unfolded: ['a'] }],
  ['a record on its way', judgeOrders(['a'], [order('a')], 1), { lag: 1 }],
])('%s breaks it', (_what, verification, finding) => {
  expect(verification).toMatchObject({ holds: false, ...finding });
});
