import type { Message } from 'kafkajs';
import { deadLetterHeaders } from '../../contracts/dead-letter.ts';
import type { PoisonRecord } from './decode-batch.ts';

// A cause is the validator's text about any value at all: bounded, so that it cannot make the record too large.
const maximumCauseLength = 1_000;

/** The record for the dead-letter topic: key, value and headers as they came, and who gave it up, where and why. */
export const toDeadLetter = ({ record, position, cause }: PoisonRecord, consumer: string): Message => ({
  key: record.key === undefined ? null : Buffer.from(record.key, 'base64'),
  value: record.value === undefined ? null : Buffer.from(record.value, 'base64'),
  headers: {
    ...Object.fromEntries(
      (record.headers ?? []).flatMap((header) =>
        Object.entries(header).map(([name, bytes]) => [name, Buffer.from(bytes ?? [])]),
      ),
    ),
    [deadLetterHeaders.cause]: cause.slice(0, maximumCauseLength),
    [deadLetterHeaders.topic]: position.topic,
    [deadLetterHeaders.partition]: String(record.partition),
    [deadLetterHeaders.offset]: String(position.offset),
    [deadLetterHeaders.consumer]: consumer,
  },
});
