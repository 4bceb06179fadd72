import type { StreamRecord } from './stream-record.ts';

/** Lambda's limit for the payload of a synchronous invocation. */
export const PAYLOAD_LIMIT_BYTES = 6 * 1024 * 1024;

/** What an event says about where its records come from. */
export interface EventOrigin {
  readonly topic: string;
  readonly partition: number;
  /** Undefined for self-managed Kafka. */
  readonly eventSourceArn: string | undefined;
  readonly bootstrapServers: readonly string[];
}

/** The event of Lambda's Kafka event source as JSON text (Lambda guide, "Example event"), written straight from the buffers. */
export const writeKafkaEvent = (origin: EventOrigin, records: readonly StreamRecord[]): string => {
  const start = recordStart(origin);
  let list = '';
  for (const record of records) list += list === '' ? writeRecord(start, record) : `,${writeRecord(start, record)}`;
  return `${eventStart(origin)}${list}${EVENT_END}`;
};

/** Bytes of an event without its records. */
export const envelopeBytes = (origin: EventOrigin): number => Buffer.byteLength(eventStart(origin)) + EVENT_END.length;

/** Bytes that a record takes in an event, without the comma that may follow it. */
export const recordBytes = (origin: Pick<EventOrigin, 'topic' | 'partition'>, record: StreamRecord): number => {
  let bytes = recordStart(origin).length + recordMiddle(record).length + RECORD_END.length;
  if (record.key) bytes += KEY_START.length + base64Length(record.key) + QUOTE.length;
  if (record.value) bytes += VALUE_START.length + base64Length(record.value) + QUOTE.length;
  for (const [index, [key, value]] of record.headers.entries()) {
    bytes += (index === 0 ? 0 : 1) + Buffer.byteLength(JSON.stringify(key)) + '{:[]}'.length + digitsOf(value);
  }
  return bytes;
};

const EVENT_END = ']}}';
const KEY_START = ',"key":"';
const VALUE_START = ',"value":"';
const QUOTE = '"';
const HEADERS_START = ',"headers":[';
const RECORD_END = `${HEADERS_START}]}`;

const eventStart = ({ topic, partition, eventSourceArn, bootstrapServers }: EventOrigin): string => {
  const source =
    eventSourceArn === undefined
      ? '"eventSource":"SelfManagedKafka"'
      : `"eventSource":"aws:kafka","eventSourceArn":${JSON.stringify(eventSourceArn)}`;
  return `{${source},"bootstrapServers":${JSON.stringify(bootstrapServers.join(','))},"records":{${JSON.stringify(`${topic}-${partition}`)}:[`;
};

const recordStart = ({ topic, partition }: Pick<EventOrigin, 'topic' | 'partition'>): string =>
  `{"topic":"${topic}","partition":${partition},"offset":`;

const recordMiddle = ({ offset, timestamp, timestampType }: StreamRecord): string =>
  `${offset},"timestamp":${timestamp},"timestampType":"${timestampType}"`;

const writeRecord = (start: string, record: StreamRecord): string => {
  let json = start + recordMiddle(record);
  if (record.key) json += KEY_START + record.key.toString('base64') + QUOTE;
  if (record.value) json += VALUE_START + record.value.toString('base64') + QUOTE;
  if (record.headers.length === 0) return json + RECORD_END;
  const headers = record.headers.map(([key, value]) => `{${JSON.stringify(key)}:[${value.join(',')}]}`);
  return `${json}${HEADERS_START}${headers.join(',')}]}`;
};

const base64Length = (bytes: Buffer): number => Math.ceil(bytes.length / 3) * 4;

const digitsOf = (bytes: Buffer): number => {
  let digits = Math.max(bytes.length - 1, 0);
  for (const byte of bytes) digits += byte > 99 ? 3 : byte > 9 ? 2 : 1;
  return digits;
};
