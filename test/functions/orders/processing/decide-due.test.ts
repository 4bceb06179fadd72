import { type Order, orderContracts } from '../../../../functions/contracts/orders/order-v1.ts';
import { decodeBatch } from '../../../../functions/kit/kafka/decode-batch.ts';
import { decideDue, type OrderRecord } from '../../../../functions/orders/processing/decide-due.ts';
import { decideFresh } from '../../../../functions/orders/processing/decide-fresh.ts';
import { kafkaBatch, kafkaRecord } from '../../fixtures/kafka-batch.ts';
import { order } from '../../fixtures/orders.ts';

const decode = (...values: [partition: number, offset: number, value: unknown][]) =>
  decodeBatch<Order>(
    kafkaBatch(
      ...values.map(([partition, offset, value]) => kafkaRecord({ topic: 'orders', partition, offset }, value)),
    ),
    orderContracts,
  );
const placesOf = (records: readonly OrderRecord[]) =>
  records.map(({ position }) => `${position.partition}@${position.offset}`);
const named = (id: string) => order({ order_id: id });

test('what follows a poison record in its partition waits for it; other partitions go on', () => {
  const decoded = decode([0, 1, named('a')], [0, 2, 'no order'], [0, 3, named('b')], [1, 7, named('c')]);

  const { due, stopped } = decideDue(decoded, () => false);

  expect(placesOf(due)).toEqual(['orders-0@1', 'orders-1@7']);
  expect(stopped).toEqual([
    {
      position: { topic: 'orders', partition: 'orders-0', offset: 2 },
      orderId: undefined,
      cause: 'The value is not JSON',
    },
  ]);
});

test('a record that fails stops its partition like poison, and says which order it is', () => {
  const decoded = decode([0, 1, named('a')], [0, 2, named('b')], [0, 3, named('c')]);

  const { due, stopped } = decideDue(decoded, ({ event }) => event.order_id === 'b');

  expect(placesOf(due)).toEqual(['orders-0@1']);
  expect(stopped).toMatchObject([{ position: { offset: 2 }, orderId: 'b' }]);
});

test('an order is fresh once: neither with a marker nor a second time in the batch', () => {
  const records = decideDue(decode([0, 1, named('a')], [0, 2, named('b')], [0, 3, named('a')]), () => false).due;

  const { fresh, repeats } = decideFresh(records, new Set(['b']));

  expect(placesOf(fresh)).toEqual(['orders-0@1']);
  expect(placesOf(repeats)).toEqual(['orders-0@2', 'orders-0@3']);
});
