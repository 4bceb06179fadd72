import type { Kafka } from 'kafkajs';
import type { Redrive, RedriveRequest } from '../../contracts/admin/redrive.ts';
import { type Channel, chooseChannels } from './channels.ts';
import type { DeadLetter } from './dead-letter.ts';
import { decideRedrive } from './decide-redrive.ts';
import { placeKey } from './place-key.ts';
import { readDeadLetters, readDeadLettersAt, readKeptRanges } from './read-dead-letters.ts';
import type { RedriveMarks } from './redrive-marks.ts';
import type { Redriver } from './send-again.ts';

export interface RedrivePorts {
  readonly kafka: Kafka;
  readonly marks: Pick<RedriveMarks, 'read'>;
  readonly redriver: Redriver;
}

/** What one request can be given in its time. */
const mostAtOnce = 500;

/** Sends again what is asked for and can be sent; marks are read anew for every some thousand letters. */
export const redrive = async (request: RedriveRequest, ports: RedrivePorts): Promise<Redrive> => {
  const channels = channelsOf(request);
  const found = new Set<string>();
  const redriven: Redrive['redriven'] = [];
  const left: Redrive['left'] = [];
  let [notDue, exhausted, more] = [0, 0, false];
  let nextMs = Number.POSITIVE_INFINITY;

  for await (const letters of lettersOf(request, channels, ports.kafka)) {
    const marks = await ports.marks.read(channels.map(({ topic }) => topic));
    const plan = decideRedrive(letters, marks, request.select, Date.now());
    const send = plan.send.slice(0, mostAtOnce - redriven.length);
    const sent = await ports.redriver.sendAgain(send);
    const sentKeys = new Set(sent.map(({ place }) => placeKey(place)));

    for (const { place } of letters) found.add(placeKey(place));
    redriven.push(...sent);
    left.push(...plan.left);
    for (const { place } of send) if (!sentKeys.has(placeKey(place))) left.push({ place, reason: 'being redriven' });
    notDue += plan.notDue;
    exhausted += plan.exhausted;
    nextMs = Math.min(nextMs, plan.nextMs ?? nextMs);
    more = send.length < plan.send.length;
    if (more) break;
  }

  if (request.select === 'these') {
    for (const place of request.places) if (!found.has(placeKey(place))) left.push({ place, reason: 'not there' });
  }
  const nextAt = Number.isFinite(nextMs) ? new Date(nextMs).toISOString() : null;
  return { redriven, left, notDue, nextAt, exhausted, more };
};

const channelsOf = (request: RedriveRequest): readonly Channel[] =>
  request.select === 'these' ? chooseChannels(undefined) : chooseChannels(request.topic);

async function* lettersOf(
  request: RedriveRequest,
  channels: readonly Channel[],
  kafka: Kafka,
): AsyncGenerator<readonly DeadLetter[]> {
  const topics = channels.map(({ deadLetters }) => deadLetters);
  if (request.select === 'these') {
    yield await readDeadLettersAt(
      kafka,
      request.places.filter(({ topic }) => topics.includes(topic)),
    );
  } else {
    yield* readDeadLetters(kafka, await readKeptRanges(kafka, topics));
  }
}
