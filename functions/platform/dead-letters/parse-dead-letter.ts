import type { IHeaders } from 'kafkajs';
import { z } from 'zod';
import { deadLetterHeaders, deadLetterTopicOf, redriveAttemptsHeader } from '../../contracts/dead-letter.ts';
import type { TopicRecord } from '../../kit/kafka/read-ranges.ts';
import type { DeadLetter, OriginalRecord } from './dead-letter.ts';
import { parseFailureEnvelope } from './parse-failure-envelope.ts';

/**
 * Understands both kinds of dead letters: a record that a consumer gave up by itself, which is as it was with headers
 * `dlq_*` added, and the envelope of Lambda's on-failure destination. Anything else is kept as unreadable, never dropped.
 */
export const parseDeadLetter = (record: TopicRecord): DeadLetter => {
  const { topic, partition, offset, appendedMs, key, value, headers } = record;
  const common = { place: { topic, partition, offset }, deadMs: appendedMs, key, value };

  const marked = MarkedHeaders.safeParse(textsOf(headers));
  if (marked.success) {
    const { cause, consumer, ...origin } = marked.data;
    const original = checkTopic({ origin, key, value, headers: withoutMarks(headers) }, topic);
    return { ...common, givenUpBy: 'consumer', consumer, cause, attempts: attemptsOf(headers), original };
  }

  const envelope = parseFailureEnvelope(value);
  if (envelope !== undefined) {
    const { original: found, ...about } = envelope;
    const original = found === undefined ? undefined : checkTopic(found, topic);
    return { ...common, ...about, givenUpBy: 'event source', attempts: attemptsOf(original?.headers ?? {}), original };
  }
  return {
    ...common,
    givenUpBy: 'unknown',
    consumer: undefined,
    cause: 'Neither a given-up record nor an on-failure envelope',
    attempts: 0,
    original: undefined,
  };
};

/** A letter cannot make its record be sent to any topic but the one whose letters it lies with. */
const checkTopic = (original: OriginalRecord, deadLetterTopic: string): OriginalRecord | undefined =>
  deadLetterTopicOf(original.origin.topic) === deadLetterTopic ? original : undefined;

const Count = z.string().regex(/^\d+$/).transform(Number);

const MarkedHeaders = z
  .object({
    [deadLetterHeaders.cause]: z.string(),
    [deadLetterHeaders.topic]: z.string().min(1),
    [deadLetterHeaders.partition]: Count,
    [deadLetterHeaders.offset]: Count,
    [deadLetterHeaders.consumer]: z.string(),
  })
  .transform((headers) => ({
    cause: headers[deadLetterHeaders.cause],
    topic: headers[deadLetterHeaders.topic],
    partition: headers[deadLetterHeaders.partition],
    offset: headers[deadLetterHeaders.offset],
    consumer: headers[deadLetterHeaders.consumer],
  }));

const marks: ReadonlySet<string> = new Set(Object.values(deadLetterHeaders));

const withoutMarks = (headers: IHeaders): IHeaders =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !marks.has(name)));

/** Where a header occurs several times, its last value. */
const textsOf = (headers: IHeaders): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => {
      const last = Array.isArray(value) ? value.at(-1) : value;
      return last === undefined ? [] : [[name, last.toString()]];
    }),
  );

const attemptsOf = (headers: IHeaders): number => Count.catch(0).parse(textsOf(headers)[redriveAttemptsHeader] ?? '0');
