import fc from 'fast-check';
import { decideFailures } from '../../../../functions/kit/kafka/decide-failures.ts';
import { kafkaBatch, kafkaRecord } from '../../fixtures/kafka-batch.ts';

const at = (partition: number, offset: number) => ({ topic: 't', partition: `t-${partition}`, offset });
const batch = kafkaBatch(
  ...[0, 1].flatMap((partition) =>
    [5, 6, 7, 8].map((offset) => kafkaRecord({ topic: 't', partition, offset }, offset)),
  ),
);
const positions = [0, 1].flatMap((partition) => [5, 6, 7, 8].map((offset) => at(partition, offset)));

test('a batch that was processed has no failures', () => {
  expect(decideFailures(batch, [])).toEqual({ batchItemFailures: [] });
});

test('asks again for the first unprocessed record and what follows it, in its partition only', () => {
  expect(decideFailures(batch, [at(1, 8), at(1, 7)])).toEqual({
    batchItemFailures: [
      { itemIdentifier: { partition: 't-1', offset: 7 } },
      { itemIdentifier: { partition: 't-1', offset: 8 } },
    ],
  });
});

test('never lets the position pass an unprocessed record, nor asks for one before it', () => {
  fc.assert(
    fc.property(fc.subarray(positions), (unprocessed) => {
      const again = decideFailures(batch, unprocessed).batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);

      for (const { partition, offset } of unprocessed) expect(again).toContainEqual({ partition, offset });
      for (const { partition, offset } of again) {
        expect(unprocessed.some((each) => each.partition === partition && each.offset <= offset)).toBe(true);
      }
    }),
  );
});
