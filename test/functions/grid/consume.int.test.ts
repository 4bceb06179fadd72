import fc from 'fast-check';
import { Aggregate } from '../../../functions/contracts/grid/aggregate.ts';
import type { GridEvent } from '../../../functions/contracts/grid/grid-event.ts';
import { processBatch } from '../../../functions/grid/consumption/process-batch.ts';
import { aggregateAddress, foldEvent } from '../../../functions/grid/ledger/fold-event.ts';
import { buildLedger } from '../../../functions/grid/ledger/ledger.ts';
import { type DynamoDbTables, startDynamoDb } from '../fixtures/dynamodb-tables.ts';
import {
  anyDispatchEvent,
  anyWeatherObservation,
  dispatchEvent,
  minute,
  weatherObservation,
} from '../fixtures/grid-events.ts';
import { kafkaBatch, kafkaRecord } from '../fixtures/kafka-batch.ts';

let dynamoDb: DynamoDbTables;
beforeAll(async () => {
  dynamoDb = await startDynamoDb();
}, 60_000);
afterAll(() => dynamoDb[Symbol.asyncDispose]());

const deadLetters = { take: () => Promise.reject(new Error('no poison is expected here')) };

/** A read model of its own; `deliver` is what the consumer's Lambda does with a batch of these events. */
const buildReadModel = async () => {
  const tables = { events: await dynamoDb.create(), aggregates: await dynamoDb.create() };
  return {
    deliver: (consumer: string, ...events: GridEvent[]) =>
      processBatch(
        kafkaBatch(
          ...events.map((event, offset) =>
            kafkaRecord({ topic: topicOf(event), partition: offset % 3, offset }, event),
          ),
        ),
        { ledger: buildLedger(dynamoDb.client, tables, consumer), deadLetters },
      ),
    storedIds: async (consumer: string) =>
      (await dynamoDb.itemsOf(tables.events))
        .filter(({ pk }) => String(pk).startsWith(`${consumer}#`))
        .map(({ event_id }) => event_id)
        .toSorted(),
    eventsOf: () => dynamoDb.itemsOf(tables.events),
    aggregatesOf: async (consumer: string) =>
      (await dynamoDb.itemsOf(tables.aggregates))
        .map((item) => Aggregate.parse(item))
        .filter(({ pk }) => pk.startsWith(`${consumer}#`))
        .map(({ version: _version, ...folded }) => folded)
        .toSorted(byKey),
  };
};

const topicOf = ({ event_type }: GridEvent) =>
  event_type === 'MarketDispatchEvent' ? 'market.dispatch' : 'weather.observations';
const byKey = (left: { pk: string; sk: string }, right: { pk: string; sk: string }) =>
  `${left.pk}/${left.sk}` < `${right.pk}/${right.sk}` ? -1 : 1;
const idsOf = (events: readonly GridEvent[]) => [...new Set(events.map(({ event_id }) => event_id))].toSorted();

/** The aggregates of these events, each folded in once, by arithmetic alone. */
const expectedAggregates = (consumer: string, events: readonly GridEvent[]) => {
  const folded = new Map<string, Aggregate>();
  for (const event of new Map(events.map((each) => [each.event_id, each])).values()) {
    const key = JSON.stringify(aggregateAddress(consumer, event));
    folded.set(key, foldEvent(folded.get(key), consumer, event));
  }
  return [...folded.values()].map(({ version: _version, ...aggregate }) => aggregate).toSorted(byKey);
};

const minutes = (count: number, from = 0) =>
  Array.from({ length: count }, (_, n) => dispatchEvent({ event_time: minute(from + n), value_mw: n / 8 }));

test('stores more events than one transaction holds', async () => {
  const readModel = await buildReadModel();
  const events = [...minutes(250), weatherObservation()];

  const answer = await readModel.deliver('analytics', ...events);

  expect(answer).toEqual({ batchItemFailures: [] });
  expect(await readModel.storedIds('analytics')).toEqual(idsOf(events));
  expect(await readModel.aggregatesOf('analytics')).toEqual(expectedAggregates('analytics', events));
});

test('an event that occurs twice in one batch, next to itself or chunks apart, takes effect once', async () => {
  const readModel = await buildReadModel();
  const events = minutes(150);
  const [first = dispatchEvent()] = events;

  await readModel.deliver('analytics', first, first, ...events, first);

  expect(await readModel.storedIds('analytics')).toEqual(idsOf(events));
  expect(await readModel.aggregatesOf('analytics')).toEqual(expectedAggregates('analytics', events));
});

test('a batch that is delivered again changes nothing, and what is new in it is stored', async () => {
  const readModel = await buildReadModel();
  await readModel.deliver('analytics', ...minutes(60));

  const answer = await readModel.deliver('analytics', ...minutes(90));

  expect(answer).toEqual({ batchItemFailures: [] });
  expect(await readModel.storedIds('analytics')).toEqual(idsOf(minutes(90)));
  expect(await readModel.aggregatesOf('analytics')).toEqual(expectedAggregates('analytics', minutes(90)));
});

test('of events with one id the first stays, whatever time and value the others say', async () => {
  const readModel = await buildReadModel();
  const first = dispatchEvent({ event_time: '2023-01-18T00:05:00+10:00', value_mw: 1 });
  const other = dispatchEvent({ event_time: '2023-01-18T00:05:30+10:00', value_mw: 2 });

  await readModel.deliver('analytics', first, other);
  await readModel.deliver('analytics', other);

  expect(await readModel.eventsOf()).toEqual([expect.objectContaining({ value_mw: 1, origin: 'market.dispatch-0@0' })]);
  expect(await readModel.aggregatesOf('analytics')).toEqual(expectedAggregates('analytics', [first]));
});

test('every consumer has effects of its own', async () => {
  const readModel = await buildReadModel();

  await readModel.deliver('analytics', ...minutes(3));
  await readModel.deliver('risk', ...minutes(2));

  expect(await readModel.storedIds('analytics')).toHaveLength(3);
  expect(await readModel.storedIds('risk')).toHaveLength(2);
  expect(await readModel.aggregatesOf('risk')).toEqual(expectedAggregates('risk', minutes(2)));
});

test('writers at work at once, with events in common, neither lose nor double any', async () => {
  const readModel = await buildReadModel();
  const batches = [0, 20, 40, 60].map((from) => minutes(50, from).map((event) => ({ ...event, value_mw: 7 })));

  const answers = await Promise.all(batches.map((batch) => readModel.deliver('analytics', ...batch)));

  // A writer that lost every race asks for its batch again: that is the next delivery.
  for (const [index, { batchItemFailures }] of answers.entries()) {
    if (batchItemFailures.length > 0) await readModel.deliver('analytics', ...(batches[index] ?? []));
  }
  expect(await readModel.storedIds('analytics')).toEqual(idsOf(batches.flat()));
  expect(await readModel.aggregatesOf('analytics')).toEqual(expectedAggregates('analytics', batches.flat()));
});

test('any deliveries, repeated in any order, end in the aggregates of the distinct events', async () => {
  // One id always carries one value here, since which of two comes first is not the point.
  const event = fc.oneof(anyDispatchEvent, anyWeatherObservation).map((each): GridEvent => {
    const value = each.event_id.length + Number(each.event_id.slice(-4));
    return each.event_type === 'MarketDispatchEvent'
      ? { ...each, value_mw: value }
      : { ...each, temperature_celsius: value / 100 };
  });
  const deliveries = fc.array(fc.array(event, { minLength: 1, maxLength: 60 }), { minLength: 1, maxLength: 4 });

  await fc.assert(
    fc.asyncProperty(deliveries, async (batches) => {
      const readModel = await buildReadModel();

      for (const batch of [...batches, ...batches.toReversed()]) await readModel.deliver('analytics', ...batch);

      expect(await readModel.storedIds('analytics')).toEqual(idsOf(batches.flat()));
      expect(await readModel.aggregatesOf('analytics')).toEqual(expectedAggregates('analytics', batches.flat()));
    }),
    { numRuns: 10 },
  );
});
