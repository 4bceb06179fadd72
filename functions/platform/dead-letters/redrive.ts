import type { Kafka } from 'kafkajs';
import type { Backoff } from '../../contracts/admin/automatic-redrive.ts';
import type { Redrive, RedriveRequest } from '../../contracts/admin/redrive.ts';
import type { TopicRange } from '../../kit/kafka/read-ranges.ts';
import { chooseChannels } from './channels.ts';
import { decideRedrive } from './decide-redrive.ts';
import { placeKey } from './place-key.ts';
import { findRanges, readDeadLetters, readKeptRanges } from './read-dead-letters.ts';
import type { RedriveMarks } from './redrive-marks.ts';
import type { Redriver } from './send-again.ts';

export interface RedrivePorts {
  readonly kafka: Kafka;
  readonly marks: Pick<RedriveMarks, 'read'>;
  readonly redriver: Redriver;
  /** Until the invocation is ended from outside. */
  timeLeftMs(): number;
}

/** An answer names each letter: so many fit one that is read by people and programs alike. */
const mostAtOnce = 500;
/** What has begun takes this long at most where the stores answer: a portion is claimed, appended and settled. */
const reservedMs = 10_000;

/**
 * Sends again what is asked for and can be sent, while there is time; marks are read anew for every some thousand letters.
 * What there was no time for is counted, and is there for the next one who asks.
 */
export const redrive = async (request: RedriveRequest, backoff: Backoff, ports: RedrivePorts): Promise<Redrive> => {
  const channels = request.select === 'these' ? chooseChannels(undefined) : chooseChannels(request.topic);
  const wanted = request.select === 'these' ? new Set(request.places.map(placeKey)) : undefined;
  const kept = await readKeptRanges(
    ports.kafka,
    channels.map(({ deadLetters }) => deadLetters),
  );
  const ranges = request.select === 'these' ? findRanges(kept, request.places) : kept;
  const goesOn = (): boolean => ports.timeLeftMs() > reservedMs;

  const found = new Set<string>();
  const redriven: Redrive['redriven'] = [];
  const left: Redrive['left'] = [];
  let [read, notDue, exhausted, remaining] = [0, 0, 0, 0];
  let nextMs = Number.POSITIVE_INFINITY;
  let stopped = false;

  for await (const letters of readDeadLetters(ports.kafka, ranges)) {
    read += letters.length;
    const asked = letters.filter(({ place }) => wanted?.has(placeKey(place)) ?? true);
    const marks = await ports.marks.read(channels.map(({ topic }) => topic));
    const plan = decideRedrive(asked, marks, request.select, backoff, Date.now());
    const { sent, tried } = await ports.redriver.sendAgain(plan.send.slice(0, mostAtOnce - redriven.length), goesOn);
    const sentKeys = new Set(sent.map(({ place }) => placeKey(place)));

    for (const { place } of asked) found.add(placeKey(place));
    redriven.push(...sent);
    left.push(...plan.left);
    for (const { place } of plan.send.slice(0, tried)) {
      if (!sentKeys.has(placeKey(place))) left.push({ place, reason: 'being redriven' });
    }
    remaining += plan.send.length - tried;
    notDue += plan.notDue;
    exhausted += plan.exhausted;
    nextMs = Math.min(nextMs, plan.nextMs ?? nextMs);
    stopped = remaining > 0 || !goesOn();
    if (stopped) break;
  }

  const unread = stopped ? Math.max(countOf(ranges) - read, 0) : 0;
  if (request.select === 'these' && unread === 0) {
    for (const place of request.places) if (!found.has(placeKey(place))) left.push({ place, reason: 'not there' });
  }
  const nextAt = Number.isFinite(nextMs) ? new Date(nextMs).toISOString() : null;
  return { redriven, left, notDue, nextAt, exhausted, remaining, unread };
};

const countOf = (ranges: readonly TopicRange[]): number => ranges.reduce((sum, { from, to }) => sum + to - from, 0);
