import fc from 'fast-check';
import { toAmount, toCents } from '../../../../functions/contracts/orders/money.ts';
import { Order, OrderInput, totalOf } from '../../../../functions/contracts/orders/order-v1.ts';
import { anyItem, order } from '../../fixtures/orders.ts';

const pathsOf = (value: unknown): string[] =>
  Order.safeParse(value).error?.issues.map(({ path }) => path.join('.')) ?? [];

test('money that floats cannot say is added exactly', () => {
  const items = [
    { name: 'a', quantity: 3, price: '0.1' },
    { name: 'b', quantity: 1, price: '0.20' },
  ];

  expect(totalOf(items)).toBe('0.50');
  expect(pathsOf(order({ items, total_amount: '0.5' }))).toEqual([]);
});

test('a total that is off by one cent is refused by its name', () => {
  expect(pathsOf(order({ total_amount: '99.97' }))).toEqual(['total_amount']);
});

test('money as a number, with three decimals, a sign or an exponent is refused by its name', () => {
  for (const total_amount of [99.98, '99.980', '-99.98', '1e2', '099.98', '']) {
    expect(pathsOf({ ...order(), total_amount })).toEqual(['total_amount']);
  }
});

test('text that Postgres cannot store is refused: it would fail for ever', () => {
  for (const name of ['a\0b', 'a\ud800b', '']) {
    const items = [{ name, quantity: 1, price: '1' }];

    expect(pathsOf(order({ items, total_amount: '1' }))).toEqual(['items.0.name']);
  }
  expect(pathsOf(order({ timestamp: '0000-01-01T00:00:00Z' }))).toEqual(['timestamp']);
});

test('the total of any items is their sum, however the money is written', () => {
  fc.assert(
    fc.property(fc.array(anyItem, { minLength: 1, maxLength: 20 }), (items) => {
      const expected = items.reduce((sum, { quantity, price }) => sum + BigInt(quantity) * toCents(price), 0n);

      expect(toCents(totalOf(items))).toBe(expected);
      expect(OrderInput.safeParse({ customer_id: 'c', items, total_amount: totalOf(items) }).success).toBe(true);
      expect(OrderInput.safeParse({ customer_id: 'c', items, total_amount: toAmount(expected + 1n) }).success).toBe(
        false,
      );
    }),
  );
});
