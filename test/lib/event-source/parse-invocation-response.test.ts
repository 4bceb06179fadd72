import { parseInvocationResponse } from '../../../lib/event-source/parse-invocation-response.ts';

const read = (payload: string) => parseInvocationResponse(payload, 'orders-0', [100, 101, 102]);
const item = (offset: unknown, partition: unknown = 'orders-0') => ({ itemIdentifier: { partition, offset } });

test.each([
  '',
  '  ',
  'null',
  '{}',
  '"done"',
  '42',
  '[]',
  '{"batchItemFailures":[]}',
  '{"batchItemFailures":null}',
  '{"other":1}',
])('%j is a success', (payload) => {
  expect(read(payload)).toEqual({ kind: 'all-processed' });
});

test('names the failed offsets, each once', () => {
  const payload = JSON.stringify({ batchItemFailures: [item(102), item(100), item(102)] });

  expect(read(payload)).toEqual({ kind: 'some-failed', failedOffsets: new Set([102, 100]) });
});

test.each([
  ['text that is not JSON', 'done'],
  ['failures that are no list', '{"batchItemFailures":"100"}'],
  ['an identifier that is a string', '{"batchItemFailures":[{"itemIdentifier":"orders-0/100"}]}'],
  ['no identifier', '{"batchItemFailures":[{}]}'],
  ['an offset that is a string', JSON.stringify({ batchItemFailures: [item('100')] })],
  ['an unknown offset', JSON.stringify({ batchItemFailures: [item(100), item(103)] })],
  ['an unknown partition', JSON.stringify({ batchItemFailures: [item(100, 'orders-1')] })],
])('%s fails the whole batch', (_title, payload) => {
  expect(read(payload)).toMatchObject({ kind: 'malformed', reason: expect.any(String) });
});
