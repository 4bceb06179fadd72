import type { MSKRecord } from 'aws-lambda';
import { z } from 'zod';
import { type GridEvent, gridContracts } from '../../../../functions/contracts/grid/grid-event.ts';
import { decodeBatch, headerOf } from '../../../../functions/kit/kafka/decode-batch.ts';
import { dispatchEvent, weatherObservation } from '../../fixtures/grid-events.ts';
import { documentedEvent, kafkaBatch, kafkaRecord } from '../../fixtures/kafka-batch.ts';

const dispatchAt = (offset: number) => ({ topic: 'market.dispatch', partition: 0, offset });
const decode = (...records: MSKRecord[]) => decodeBatch<GridEvent>(kafkaBatch(...records), gridContracts);

test('reads the documented event: its header is bytes, its value is no JSON', () => {
  expect(headerOf(documentedEvent.records['mytopic-0']?.[0]?.headers ?? [], 'headerKey')).toBe('headerValue');
  expect(decodeBatch(documentedEvent, { mytopic: { '1': z.unknown() } })).toMatchObject([
    {
      kind: 'poison',
      position: { topic: 'mytopic', partition: 'mytopic-0', offset: 15 },
      cause: 'The value is not JSON',
    },
  ]);
});

test('gives each record its event, place and hop times, in the order of delivery', () => {
  const decoded = decode(
    kafkaRecord(dispatchAt(7), dispatchEvent()),
    kafkaRecord({ topic: 'weather.observations', partition: 2, offset: 1 }, weatherObservation()),
  );

  const hops = { createdMs: 1_674_000_000_000.25, capturedMs: 1_674_000_000_002.5, appendedMs: 1_674_000_000_010 };
  expect(decoded).toEqual([
    {
      kind: 'valid',
      position: { topic: 'market.dispatch', partition: 'market.dispatch-0', offset: 7 },
      event: dispatchEvent(),
      hops,
    },
    {
      kind: 'valid',
      position: { topic: 'weather.observations', partition: 'weather.observations-2', offset: 1 },
      event: weatherObservation(),
      hops,
    },
  ]);
});

test('a record without headers, as another producer writes it, keeps to version 1 and lacks the first hops', () => {
  const decoded = decode({ ...kafkaRecord(dispatchAt(0), dispatchEvent()), headers: [] });

  expect(decoded).toMatchObject([{ kind: 'valid', hops: { appendedMs: 1_674_000_000_010 } }]);
  expect(decoded[0]).not.toHaveProperty('hops.createdMs');
});

test('a header with bytes above 127 is text in UTF-8, signed or not', () => {
  expect(headerOf([{ source: [195, 164] }], 'source')).toBe('ä');
  expect(headerOf([{ source: [-61, -92] }], 'source')).toBe('ä');
});

const { value: _value, ...tombstone } = kafkaRecord(dispatchAt(1), '');

test.each([
  ['no JSON', kafkaRecord(dispatchAt(1), 'not json'), 'The value is not JSON'],
  ['a tombstone', tombstone as MSKRecord, 'The value is not JSON'],
  ['an invalid event', kafkaRecord(dispatchAt(1), dispatchEvent({ value_mw: 1e9 })), 'value_mw: '],
  ['an unknown version', kafkaRecord(dispatchAt(1), dispatchEvent(), { schema_version: '2' }), 'in version 2'],
  ['a version named like a property', kafkaRecord(dispatchAt(1), {}, { schema_version: 'constructor' }), 'in version'],
  [
    'an unknown topic',
    kafkaRecord({ ...dispatchAt(1), topic: 'orders' }, dispatchEvent()),
    'No contract for topic orders',
  ],
])('%s is poison and leaves its neighbours valid', (_what, record, cause) => {
  const decoded = decode(
    kafkaRecord(dispatchAt(0), dispatchEvent()),
    record,
    kafkaRecord(dispatchAt(2), dispatchEvent()),
  );

  const poison = decoded.filter((each) => each.kind === 'poison');
  expect(decoded.filter((each) => each.kind === 'valid')).toHaveLength(2);
  expect(poison).toEqual([expect.objectContaining({ record, cause: expect.stringContaining(cause) })]);
});
