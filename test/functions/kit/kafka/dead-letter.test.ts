import { toDeadLetter } from '../../../../functions/kit/kafka/dead-letter.ts';
import { kafkaRecord } from '../../fixtures/kafka-batch.ts';

const position = { topic: 'market.dispatch', partition: 'market.dispatch-2', offset: 41 };
const record = kafkaRecord({ topic: 'market.dispatch', partition: 2, offset: 41 }, 'not json', { source: 'ä' });

test('keeps key, value and headers, and says who gave up what, where and why', () => {
  const letter = toDeadLetter({ kind: 'poison', position, cause: 'The value is not JSON', record }, 'analytics');

  expect(letter.key).toEqual(Buffer.from('NSW1'));
  expect(letter.value).toEqual(Buffer.from('not json'));
  expect(letter.headers).toEqual({
    schema_version: Buffer.from('1'),
    t0: Buffer.from('1674000000000.250'),
    t1: Buffer.from('1674000000002.500'),
    source: Buffer.from('ä'),
    dlq_cause: 'The value is not JSON',
    dlq_topic: 'market.dispatch',
    dlq_partition: '2',
    dlq_offset: '41',
    dlq_consumer: 'analytics',
  });
});

test('a record without key, value and headers stays one', () => {
  const { key: _key, value: _value, headers: _headers, ...bare } = record;

  const letter = toDeadLetter({ kind: 'poison', position, cause: 'x', record: bare as typeof record }, 'analytics');

  expect(letter).toMatchObject({ key: null, value: null });
});
