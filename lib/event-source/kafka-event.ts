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
    recordStart(origin).length +
    TIMESTAMP_START.length +
    TIMESTAMP_TYPE_START.length +
    QUOTE.length +
    RECORD_END.length;
  return ({ offset, timestamp, timestampType, key, value, headers }) => {
    let bytes = emptyBytes + charactersOf(offset) + charactersOf(timestamp) + timestampType.length;
    if (key) bytes += KEY_START.length + base64Length(key) + QUOTE.length;
    if (value) bytes += VALUE_START.length + base64Length(value) + QUOTE.length;
    for (const [index, [name, content]] of headers.entries()) {
      bytes += (index === 0 ? 0 : 1) + Buffer.byteLength(JSON.stringify(name)) + '{:[]}'.length + digitsOf(content);
    }
    return bytes;
  };
};

const EVENT_END = ']}}';
const TIMESTAMP_START = ',"timestamp":';
const TIMESTAMP_TYPE_START = ',"timestampType":"';
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

const writeRecord = (
  start: string,
  { offset, timestamp, timestampType, key, value, headers }: StreamRecord,
): string => {
  let json = `${start}${offset}${TIMESTAMP_START}${timestamp}${TIMESTAMP_TYPE_START}${timestampType}${QUOTE}`;
  if (key) json += KEY_START + key.toString('base64') + QUOTE;
  if (value) json += VALUE_START + value.toString('base64') + QUOTE;
  if (headers.length === 0) return json + RECORD_END;
  const list = headers.map(([name, bytes]) => `{${JSON.stringify(name)}:[${bytes.join(',')}]}`);
  return `${json}${HEADERS_START}${list.join(',')}]}`;
};

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
