import { promisify } from 'node:util';
import { unzip } from 'node:zlib';
import type { BatchContext, FetchedMessage } from 'kafkajs/src/protocol/requests/fetch/v11/response.js';
import { ByteCursor } from './byte-cursor.ts';

const compressionMask = 0x07;
const gzip = 1;
const logAppendTimeFlag = 0x08;
const transactionalFlag = 0x10;
const controlFlag = 0x20;
const currentMagic = 2;

/**
 * The records of a batch, behind its first offset and length (Kafka, "Record Batch" and "Record", magic 2), as kafkajs has them.
 *
 * @returns undefined for a compression other than gzip
 */
export const decodeRecordBatch = async (
  cursor: ByteCursor,
  firstOffset: bigint,
): Promise<FetchedMessage[] | undefined> => {
  const partitionLeaderEpoch = cursor.int32();
  const magicByte = cursor.int8();
  // The CRC: kafkajs does not look at it either.
  cursor.int32();
  const attributes = cursor.int16();
  const context: BatchContext = {
    firstOffset: String(firstOffset),
    partitionLeaderEpoch,
    magicByte,
    inTransaction: (attributes & transactionalFlag) !== 0,
    isControlBatch: (attributes & controlFlag) !== 0,
    timestampType: (attributes & logAppendTimeFlag) === 0 ? 0 : 1,
    lastOffsetDelta: cursor.int32(),
    firstTimestamp: String(cursor.int64()),
    maxTimestamp: String(cursor.int64()),
    producerId: String(cursor.int64()),
    producerEpoch: cursor.int16(),
    firstSequence: cursor.int32(),
  };
  const count = cursor.int32();
  switch (attributes & compressionMask) {
    case 0:
      return decodeRecords(cursor, count, context);
    case gzip:
      return count <= 0
        ? []
        : decodeRecords(new ByteCursor(await promisify(unzip)(cursor.take(cursor.remaining))), count, context);
    default:
      return undefined;
  }
};

const decodeRecords = (cursor: ByteCursor, count: number, context: BatchContext): FetchedMessage[] => {
  const firstOffset = Number(context.firstOffset);
  const firstTimestamp = Number(context.firstTimestamp);
  const records: FetchedMessage[] = [];
  for (let index = 0; index < count; index += 1) {
    const length = cursor.varint();
    const end = cursor.position + length;
    const attributes = cursor.int8();
    const timestampDelta = cursor.varint();
    const offsetDelta = cursor.varint();
    records.push({
      magicByte: currentMagic,
      attributes,
      timestamp: context.timestampType === 1 ? context.maxTimestamp : String(firstTimestamp + timestampDelta),
      offset: String(firstOffset + offsetDelta),
      key: cursor.varintBytes(),
      value: cursor.varintBytes(),
      headers: decodeHeaders(cursor),
      isControlRecord: context.isControlBatch,
      batchContext: context,
    });
    cursor.position = end;
  }
  return records;
};

/** A key that comes more than once has a list of values. */
const decodeHeaders = (cursor: ByteCursor): FetchedMessage['headers'] => {
  const count = cursor.varint();
  if (count <= 0) return {};
  const headers = new Map<string, Buffer | null | (Buffer | null)[]>();
  for (let index = 0; index < count; index += 1) {
    const key = String(cursor.varintBytes());
    const value = cursor.varintBytes();
    const before = headers.get(key);
    if (before === undefined) headers.set(key, value);
    else headers.set(key, Array.isArray(before) ? [...before, value] : [before, value]);
  }
  return Object.fromEntries(headers);
};
