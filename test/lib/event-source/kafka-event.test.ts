import fc from 'fast-check';
import { envelopeBytes, recordBytesIn, writeKafkaEvent } from '../../../lib/event-source/kafka-event.ts';
import { recordAt } from './pending-fixture.ts';

const msk = {
  topic: 'orders',
  partition: 0,
  eventSourceArn: 'arn:aws:kafka:us-east-1:123456789012:cluster/vpc/id',
  bootstrapServers: ['b-2:9092', 'b-1:9092'],
};

const bytes = fc.uint8Array({ maxLength: 40 }).map((each) => Buffer.from(each));
const anyRecord = fc.record({
  offset: fc.nat(),
  timestamp: fc.nat(),
  timestampType: fc.constantFrom('CREATE_TIME' as const, 'LOG_APPEND_TIME' as const),
  key: fc.option(bytes),
  value: fc.option(bytes),
  headers: fc.array(fc.tuple(fc.string({ unit: 'binary' }), bytes), { maxLength: 3 }),
});

test('writes the event of the Lambda guide', () => {
  const record = recordAt(15, {
    timestamp: 1_545_084_650_987,
    key: Buffer.from('k'),
    value: Buffer.from('Hello, this is a test.'),
    headers: [['headerKey', Buffer.from('headerValue')]],
  });

  expect(JSON.parse(writeKafkaEvent(msk, [record]))).toEqual({
    eventSource: 'aws:kafka',
    eventSourceArn: 'arn:aws:kafka:us-east-1:123456789012:cluster/vpc/id',
    bootstrapServers: 'b-2:9092,b-1:9092',
    records: {
      'orders-0': [
        {
          topic: 'orders',
          partition: 0,
          offset: 15,
          timestamp: 1_545_084_650_987,
          timestampType: 'CREATE_TIME',
          key: 'aw==',
          value: 'SGVsbG8sIHRoaXMgaXMgYSB0ZXN0Lg==',
          headers: [{ headerKey: [104, 101, 97, 100, 101, 114, 86, 97, 108, 117, 101] }],
        },
      ],
    },
  });
});

test('self-managed Kafka has no ARN', () => {
  const event = JSON.parse(writeKafkaEvent({ ...msk, eventSourceArn: undefined }, [recordAt(0)]));

  expect(event.eventSource).toBe('SelfManagedKafka');
  expect(event).not.toHaveProperty('eventSourceArn');
});

test('a record without key and value has neither field', () => {
  const event = JSON.parse(writeKafkaEvent(msk, [recordAt(0, { key: null, value: null })]));

  expect(Object.keys(event.records['orders-0'][0])).toEqual([
    'topic',
    'partition',
    'offset',
    'timestamp',
    'timestampType',
    'headers',
  ]);
});

test('every record can be read back, byte by byte', () => {
  fc.assert(
    fc.property(fc.array(anyRecord), (records) => {
      const written = JSON.parse(writeKafkaEvent(msk, records)).records['orders-0'];

      expect(written).toEqual(
        records.map(({ key, value, headers, ...plain }) => ({
          topic: 'orders',
          partition: 0,
          ...plain,
          ...(key && { key: key.toString('base64') }),
          ...(value && { value: value.toString('base64') }),
          headers: headers.map(([name, content]) => ({ [name]: [...content] })),
        })),
      );
    }),
  );
});

test('the bytes of an event are known without writing it', () => {
  fc.assert(
    fc.property(fc.array(anyRecord, { minLength: 1 }), (records) => {
      const sum = records.reduce((total, record) => total + recordBytesIn(msk)(record), 0);

      expect(Buffer.byteLength(writeKafkaEvent(msk, records))).toBe(envelopeBytes(msk) + sum + records.length - 1);
    }),
  );
});
