import { setTimeout as delay } from 'node:timers/promises';
import { type LatencySummary, summariseLatencies } from './latency-summary.ts';

export interface OpenLoopOptions {
  readonly ratePerSecond: number;
  readonly durationMs: number;
  /** Aborted: nothing new is begun, what is under way is waited for. */
  readonly signal: AbortSignal;
  /** One request; the answer says whether it succeeded. Must not reject. */
  readonly send: (index: number) => Promise<boolean>;
  /** About once a second. */
  readonly onProgress?: (progress: {
    readonly begun: number;
    readonly answered: number;
    readonly failed: number;
  }) => void;
}

export interface OpenLoopReport {
  readonly begun: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly seconds: number;
  readonly achievedRate: number;
  /** Milliseconds from when a request was due, not from when it was sent: a late sender hides no wait. */
  readonly latency: LatencySummary;
}

/** Begins requests at a steady rate whether or not earlier ones are answered, so that a slow server cannot slow its own test. */
export const runOpenLoop = async ({
  ratePerSecond,
  durationMs,
  signal,
  send,
  onProgress,
}: OpenLoopOptions): Promise<OpenLoopReport> => {
  const started = performance.now();
  const total = Math.floor((ratePerSecond * durationMs) / 1000);
  const latencies: number[] = [];
  const pending: Promise<void>[] = [];
  let begun = 0;
  let failed = 0;
  const progress = setInterval(() => onProgress?.({ begun, answered: latencies.length, failed }), 1000);

  const sendDue = async (index: number, dueMs: number): Promise<void> => {
    if (!(await send(index))) failed += 1;
    latencies.push(performance.now() - dueMs);
  };

  while (begun < total && !signal.aborted) {
    const dueMs = started + (begun * 1000) / ratePerSecond;
    const waitMs = dueMs - performance.now();
    if (waitMs > 0) await delay(waitMs, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) break;
    pending.push(sendDue(begun, dueMs));
    begun += 1;
  }
  const beganForMs = performance.now() - started;
  await Promise.all(pending);
  clearInterval(progress);
  return {
    begun,
    succeeded: begun - failed,
    failed,
    seconds: beganForMs / 1000,
    achievedRate: begun === 0 ? 0 : begun / Math.max(beganForMs / 1000, 1 / ratePerSecond),
    latency: summariseLatencies(latencies),
  };
};
