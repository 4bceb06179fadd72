import { setTimeout as delay } from 'node:timers/promises';
import type { DayRequest } from './day-requests.ts';
import { type PostOutcome, postEvents } from './post-events.ts';

interface Pace {
  readonly gatewayUrl: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Requests begin at this pace whether or not earlier ones are answered: an open loop. */
  readonly requestsPerSecond: number;
  readonly signal: AbortSignal;
}

/** Sends requests at a steady pace and gives every answer, in the order of the requests. */
export const sendRequests = async (requests: readonly DayRequest[], pace: Pace): Promise<PostOutcome[]> => {
  const started = performance.now();
  const answers: Promise<PostOutcome>[] = [];
  for (const [index, { path, events }] of requests.entries()) {
    const dueMs = started + (index * 1000) / pace.requestsPerSecond;
    await delay(Math.max(dueMs - performance.now(), 0), undefined, { signal: pace.signal });
    const answer = postEvents(`${pace.gatewayUrl}${path}`, events, pace.headers, pace.signal);
    answer.catch(() => undefined);
    answers.push(answer);
  }
  return Promise.all(answers);
};
