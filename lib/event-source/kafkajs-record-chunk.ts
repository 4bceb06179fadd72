import type { Batch, KafkaMessage } from 'kafkajs';
import type { RecordChunk, StreamRecord } from './stream-record.ts';

/** A kafkajs batch as a chunk. */
export const toRecordChunk = (batch: Batch): RecordChunk => ({
  partition: batch.partition,
  records: batch.messages.map(toStreamRecord),
  position: Number(batch.lastOffset()) + 1,
  highWatermark: Number(batch.highWatermark),
});

const toStreamRecord = (message: KafkaMessage): StreamRecord => ({
  offset: Number(message.offset),
  timestamp: Number(message.timestamp),
  timestampType: isLogAppendTime(message) ? 'LOG_APPEND_TIME' : 'CREATE_TIME',
  key: message.key,
  value: message.value,
  headers: Object.entries(message.headers ?? {}).flatMap(([key, value]) =>
    (Array.isArray(value) ? value : [value]).map((each) => [key, Buffer.from(each ?? '')] as const),
  ),
});

/** kafkajs carries the record batch's attributes along without declaring them; 1 is LogAppendTime. */
const isLogAppendTime = (message: object): boolean =>
  'batchContext' in message &&
  typeof message.batchContext === 'object' &&
  message.batchContext !== null &&
  'timestampType' in message.batchContext &&
  message.batchContext.timestampType === 1;
