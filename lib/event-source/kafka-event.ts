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

/** Gives the bytes that a record takes in an event, without the comma that may follow it. */
export const recordBytesIn = (origin: Pick<EventOrigin, 'topic' | 'partition'>): ((record: StreamRecord) => number) => {
  const emptyBytes =
    recordStart(origin).length + ',"timestamp":'.length + ',"timestampType":""'.length + RECORD_END.length;
  return ({ offset, timestamp, timestampType, key, value, headers }) => {
    let bytes = emptyBytes + charactersOf(offset) + charactersOf(timestamp) + timestampType.length;
    if (key) bytes += KEY_START.length + base64Length(key) + QUOTE.length;
    if (value) bytes += VALUE_START.length + base64Length(value) + QUOTE.length;
    if (headers.length > 0) bytes += headerBytes(headers);
    return bytes;
  };
};

const headerBytes = (headers: StreamRecord['headers']): number => {
  let bytes = headers.length - 1;
  for (const [key, value] of headers) {
    bytes += Buffer.byteLength(JSON.stringify(key)) + '{:[]}'.length + digitsOf(value);
  }
  return bytes;
};

const EVENT_END = ']}}';
const KEY_START = ',"key":"';
const VALUE_START = ',"value":"';
const QUOTE = '"';
const RECORD_END = ',"headers":[]}';

const eventStart = ({ topic, partition, eventSourceArn, bootstrapServers }: EventOrigin): string => {
  const source =
    eventSourceArn === undefined
      ? '"eventSource":"SelfManagedKafka"'
      : `"eventSource":"aws:kafka","eventSourceArn":${JSON.stringify(eventSourceArn)}`;
  return `{${source},"bootstrapServers":${JSON.stringify(bootstrapServers.join(','))},"records":{${JSON.stringify(`${topic}-${partition}`)}:[`;
};

const recordStart = ({ topic, partition }: Pick<EventOrigin, 'topic' | 'partition'>): string =>
  `{"topic":"${topic}","partition":${partition},"offset":`;

/** Few pieces: whoever parses the event has them joined first. */
const writeRecord = (
  start: string,
  { offset, timestamp, timestampType, key, value, headers }: StreamRecord,
): string => {
  const place = `${start}${offset},"timestamp":${timestamp},"timestampType":"${timestampType}`;
  const keyed = key ? `${place}"${KEY_START}${key.toString('base64')}` : place;
  const text = value ? `${keyed}","value":"${value.toString('base64')}` : keyed;
  return headers.length === 0 ? `${text}","headers":[]}` : `${text}","headers":[${writeHeaders(headers)}]}`;
};

const writeHeaders = (headers: StreamRecord['headers']): string =>
  headers.map(([key, value]) => `{${JSON.stringify(key)}:[${value.join(',')}]}`).join(',');

/** Of an integer; a text of it takes ten times as long. */
const charactersOf = (integer: number): number => {
  if (integer < 0) return 1 + charactersOf(-integer);
  let characters = 1;
  for (let limit = 10; integer >= limit; limit *= 10) characters += 1;
  return characters;
};

const base64Length = (bytes: Buffer): number => Math.ceil(bytes.length / 3) * 4;

const digitsOf = (bytes: Buffer): number => {
  let digits = Math.max(bytes.length - 1, 0);
  for (const byte of bytes) digits += byte > 99 ? 3 : byte > 9 ? 2 : 1;
  return digits;
};
