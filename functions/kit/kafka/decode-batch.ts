import type { MSKEvent, MSKRecord, MSKRecordHeader, SelfManagedKafkaEvent } from 'aws-lambda';
import type { ZodType } from 'zod';
import { kafkaHeaders } from '../../contracts/kafka-headers.ts';

/** A batch as Lambda delivers it, from MSK or from a cluster of one's own. */
export type KafkaBatch = MSKEvent | SelfManagedKafkaEvent;

/** Where a record is; `partition` in Lambda's form `topic-0`, as batch item failures name it. */
export interface RecordPosition {
  readonly topic: string;
  readonly partition: string;
  readonly offset: number;
}

/** A record whose value keeps to its contract. */
export interface ValidRecord<Event> {
  readonly kind: 'valid';
  readonly position: RecordPosition;
  readonly event: Event;
  readonly hops: RecordHops;
}

/** A record that no retry will make valid. */
export interface PoisonRecord {
  readonly kind: 'poison';
  readonly position: RecordPosition;
  readonly cause: string;
  readonly record: MSKRecord;
}

/** Epoch milliseconds; a record that was not produced by an accepting function lacks the first two. */
export interface RecordHops {
  readonly createdMs?: number;
  readonly capturedMs?: number;
  readonly appendedMs: number;
}

/** The schemas that a topic's values may keep to, by the version in their header. */
export type ContractsByTopic<Event> = Readonly<Record<string, Readonly<Record<string, ZodType<Event>>>>>;

/** Records written before the header existed keep to this version. */
const versionWithoutHeader = '1';

/** Decodes and validates every record for itself, in the order of delivery; one that is poison does not touch the others. */
export const decodeBatch = <Event>(
  batch: KafkaBatch,
  contracts: ContractsByTopic<Event>,
): (ValidRecord<Event> | PoisonRecord)[] =>
  Object.entries(batch.records).flatMap(([partition, records]) =>
    records.map((record) => decodeRecord(partition, record, contracts)),
  );

/** The text of a header; the last one where several have the name. Lambda gives each value as an array of bytes. */
export const headerOf = (headers: readonly MSKRecordHeader[], name: string): string | undefined => {
  const bytes = headers.findLast((header) => Array.isArray(header[name]))?.[name];
  return bytes === undefined ? undefined : Buffer.from(bytes).toString('utf8');
};

const decodeRecord = <Event>(
  partition: string,
  record: MSKRecord,
  contracts: ContractsByTopic<Event>,
): ValidRecord<Event> | PoisonRecord => {
  const position = { topic: record.topic, partition, offset: record.offset };
  const poison = (cause: string): PoisonRecord => ({ kind: 'poison', position, cause, record });

  const headers = record.headers ?? [];
  const version = headerOf(headers, kafkaHeaders.schemaVersion) ?? versionWithoutHeader;
  const versions = contracts[record.topic] ?? {};
  const schema = Object.hasOwn(versions, version) ? versions[version] : undefined;
  if (schema === undefined) return poison(`No contract for topic ${record.topic} in version ${version}`);

  // A tombstone has no value.
  const json = parseJson(record.value);
  if (json === undefined) return poison('The value is not JSON');

  const parsed = schema.safeParse(json);
  if (!parsed.success) {
    return poison(parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '));
  }

  return { kind: 'valid', position, event: parsed.data, hops: hopsOf(record, headers) };
};

const parseJson = (base64: string | undefined): unknown => {
  try {
    return base64 === undefined ? undefined : JSON.parse(Buffer.from(base64, 'base64').toString('utf8'));
  } catch {
    return undefined;
  }
};

const hopsOf = (record: MSKRecord, headers: readonly MSKRecordHeader[]): RecordHops => {
  const createdMs = Number(headerOf(headers, kafkaHeaders.createdAt) ?? Number.NaN);
  const capturedMs = Number(headerOf(headers, kafkaHeaders.capturedAt) ?? Number.NaN);
  return {
    ...(Number.isFinite(createdMs) ? { createdMs } : {}),
    ...(Number.isFinite(capturedMs) ? { capturedMs } : {}),
    appendedMs: record.timestamp,
  };
};
