import { createRequire } from 'node:module';
import fc from 'fast-check';
import type { FetchResponse } from 'kafkajs/src/protocol/requests/fetch/v11/response.js';
import { decodeFetchResponse } from '../../../lib/event-source/decode-fetch-response.ts';

/** What kafkajs itself writes and reads is the measure of what is read here. */
const require = createRequire(import.meta.url);
const protocol = (path: string) => require(`kafkajs/src/protocol/${path}`);
const stock: { decode(raw: Buffer): Promise<FetchResponse> } = protocol('requests/fetch/v11/response.js');
const Encoder = protocol('encoder.js');
const Record = protocol('recordBatch/record/v0/index.js');
const { RecordBatch } = protocol('recordBatch/v0/index.js');

interface WrittenRecord {
  readonly offsetDelta: number;
  readonly timestampDelta: number;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: { [name: string]: Buffer | Buffer[] };
}

interface WrittenBatch {
  readonly firstOffset: number;
  readonly firstTimestamp: number;
  readonly producerId: number;
  readonly transactional: boolean;
  readonly compression: 0 | 1;
  readonly records: readonly WrittenRecord[];
}

const writeBatch = async ({ records, ...batch }: WrittenBatch): Promise<Buffer> => {
  const { buffer } = await RecordBatch({
    ...batch,
    maxTimestamp: batch.firstTimestamp + 77,
    lastOffsetDelta: Math.max(records.length - 1, 0),
    records: records.map((record) => Record(record)),
  });
  return buffer;
};

const writeResponse = (
  recordSets: readonly Buffer[],
  aborted: readonly { producerId: number; firstOffset: number }[] = [],
): Buffer => {
  const partitions = recordSets.map((recordSet, partition) =>
    new Encoder()
      .writeInt32(partition)
      .writeInt16(0)
      .writeInt64(9_000_000_000)
      .writeInt64(8_999_999_999)
      .writeInt64(0)
      .writeArray(
        aborted.map(({ producerId, firstOffset }) => new Encoder().writeInt64(producerId).writeInt64(firstOffset)),
      )
      .writeInt32(-1)
      .writeBytes(recordSet),
  );
  const topic = new Encoder().writeString('orders').writeArray(partitions);
  return new Encoder().writeInt32(0).writeInt16(0).writeInt32(0).writeArray([topic]).buffer;
};

const bytes = fc.uint8Array({ maxLength: 300 }).map((each) => Buffer.from(each));
const header = fc.oneof(bytes, fc.array(bytes, { minLength: 2, maxLength: 3 }));
const record = fc.record({
  offsetDelta: fc.integer({ min: 0, max: 2 ** 31 - 1 }),
  timestampDelta: fc.integer({ min: -(2 ** 40), max: 2 ** 40 }),
  key: fc.option(bytes),
  value: fc.option(bytes),
  headers: fc.dictionary(fc.string({ minLength: 1, unit: 'grapheme' }), header, { maxKeys: 3 }),
});
const batch: fc.Arbitrary<WrittenBatch> = fc.record({
  firstOffset: fc.nat({ max: 2 ** 45 }),
  firstTimestamp: fc.nat({ max: 2 ** 42 }),
  producerId: fc.integer({ min: -1, max: 2 ** 40 }),
  transactional: fc.boolean(),
  compression: fc.constantFrom(0, 1),
  records: fc.array(record, { maxLength: 5 }),
});

test('whatever is fetched, the records are those that kafkajs reads, to the last field', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(batch, { maxLength: 3 }), { maxLength: 3 }), async (partitions) => {
      const recordSets = await Promise.all(
        partitions.map(async (batches) => Buffer.concat(await Promise.all(batches.map(writeBatch)))),
      );
      const raw = writeResponse(recordSets, [{ producerId: 7, firstOffset: 12 }]);

      expect(await decodeFetchResponse(raw)).toEqual(await stock.decode(raw));
    }),
    { numRuns: 200 },
  );
});

const oneRecord: WrittenBatch = {
  firstOffset: 41,
  firstTimestamp: 1_700_000_000_000,
  producerId: -1,
  transactional: false,
  compression: 0,
  records: [
    { offsetDelta: 0, timestampDelta: 0, key: Buffer.from('k'), value: null, headers: { a: Buffer.from('1') } },
  ],
};

const messagesOf = async (raw: Buffer) => (await decodeFetchResponse(raw))?.responses[0]?.partitions[0]?.messages;

/** Attributes of a batch are 21 bytes behind its beginning. */
const withAttributes = (written: Buffer, attributes: number): Buffer => {
  const changed = Buffer.from(written);
  changed.writeInt16BE(attributes, 21);
  return changed;
};

test.each([
  ['the time of the append is that of the whole batch', 0x08, { timestamp: '1700000000077' }],
  ['a control batch has control records', 0x20, { isControlRecord: true }],
])('%s', async (_title, attributes, expected) => {
  const raw = writeResponse([withAttributes(await writeBatch(oneRecord), attributes)]);

  expect(await messagesOf(raw)).toEqual([expect.objectContaining({ offset: '41', ...expected })]);
  expect(await decodeFetchResponse(raw)).toEqual(await stock.decode(raw));
});

test('a batch that is cut off where the response was full is left for the next fetch', async () => {
  const [whole, cut] = await Promise.all([writeBatch(oneRecord), writeBatch({ ...oneRecord, firstOffset: 42 })]);

  for (const kept of [1, 11, 12, 40, 60, cut.length - 1]) {
    const raw = writeResponse([Buffer.concat([whole, cut.subarray(0, kept)])]);
    expect((await messagesOf(raw))?.map(({ offset }) => offset)).toEqual(['41']);
    expect(await decodeFetchResponse(raw)).toEqual(await stock.decode(raw));
  }
});

test.each([2, 3, 4])('compression %d is left to kafkajs, which knows whether it can', async (compression) => {
  const raw = writeResponse([withAttributes(await writeBatch(oneRecord), compression)]);

  expect(await decodeFetchResponse(raw)).toBeUndefined();
});

test('records older than Kafka 0.11 are left to kafkajs', async () => {
  const old = Buffer.from(await writeBatch(oneRecord));
  old.writeInt8(1, 16);

  expect(await decodeFetchResponse(writeResponse([old]))).toBeUndefined();
});

test('a header called __proto__ is a header', async () => {
  const headers = JSON.parse('{"__proto__":1}');
  const raw = writeResponse([
    await writeBatch({
      ...oneRecord,
      records: oneRecord.records.map((each) => ({
        ...each,
        headers: Object.fromEntries(Object.keys(headers).map((name) => [name, Buffer.from('x')])),
      })),
    }),
  ]);

  const [message] = (await messagesOf(raw)) ?? [];

  expect(Object.entries(message?.headers ?? {})).toEqual([['__proto__', Buffer.from('x')]]);
});

test('a length that leads beyond the end is an error, not a guess', async () => {
  const broken = await writeBatch(oneRecord);
  broken.writeInt32BE(2, broken.length - broken.subarray(61).length - 4);

  await expect(decodeFetchResponse(writeResponse([broken]))).rejects.toThrow(RangeError);
});
