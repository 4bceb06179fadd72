import type { Aggregate } from '../../../../functions/contracts/grid/aggregate.ts';
import { decideWrites } from '../../../../functions/grid/ledger/decide-writes.ts';
import { dispatchEvent, minute, weatherObservation } from '../../fixtures/grid-events.ts';

const tables = { events: 'grid-events', aggregates: 'grid-aggregates' };
const entry = (event: ReturnType<typeof dispatchEvent> | ReturnType<typeof weatherObservation>) => ({
  event,
  origin: 'market.dispatch-0@15',
});

test('stores each event only if it is not there, with where it came from', () => {
  const [event] = decideWrites([entry(dispatchEvent())], new Map(), 'analytics', tables);

  expect(event).toEqual({
    Put: {
      TableName: 'grid-events',
      Item: {
        pk: 'analytics#dispatch#NSW1',
        sk: '202301180005#dispatch_NSW1_coal_202301180005',
        ...dispatchEvent(),
        origin: 'market.dispatch-0@15',
      },
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  });
});

test('folds events of one region and fuel into one write of their aggregate, refused where another one wrote it meanwhile', () => {
  const known: Aggregate = {
    pk: 'analytics#dispatch',
    sk: 'NSW1#coal',
    events: 1,
    measures: { value_mw: { count: 1, sumMillionths: '1000000', min: 1, max: 1 } },
    version: 4,
  };
  const entries = [2, 3].map((value_mw) => entry(dispatchEvent({ event_time: minute(value_mw), value_mw })));

  const writes = decideWrites(entries, new Map([['analytics#dispatch/NSW1#coal', known]]), 'analytics', tables);

  expect(writes).toHaveLength(3);
  expect(writes[2]?.Put).toMatchObject({
    TableName: 'grid-aggregates',
    Item: {
      pk: 'analytics#dispatch',
      sk: 'NSW1#coal',
      events: 3,
      measures: { value_mw: { count: 3, sumMillionths: '6000000', min: 1, max: 3 } },
      version: 5,
    },
    ConditionExpression: '#version = :read',
    ExpressionAttributeValues: { ':read': 4 },
  });
});

test('begins an aggregate only if nobody else has', () => {
  const [, aggregate] = decideWrites([entry(weatherObservation())], new Map(), 'risk', tables);

  expect(aggregate?.Put).toEqual({
    TableName: 'grid-aggregates',
    Item: {
      pk: 'risk#weather',
      sk: 'NSW1',
      events: 1,
      measures: { temperature_celsius: { count: 1, sumMillionths: '21600000', min: 21.6, max: 21.6 } },
      version: 1,
    },
    ConditionExpression: 'attribute_not_exists(pk)',
  });
});
