import { setTimeout as delay } from 'node:timers/promises';
import { steadyArrivals } from './arrivals.ts';
import { type LatencySummary, summariseLatencies } from './latency-summary.ts';

export interface OpenLoopControl {
  /** Aborted: nothing new is begun, what is under way is waited for. */
  readonly signal: AbortSignal;
  /** About once a second. */
  readonly onProgress?: (progress: {
    readonly begun: number;
    readonly answered: number;
    readonly failed: number;
  }) => void;
}

/** A stretch of a load. */
export interface LoadPhase {
  readonly name: string;
  /** When its requests are due, in milliseconds from its beginning, in order. */
  readonly arrivalsMs: readonly number[];
  /** How long it lasts, at least. */
  readonly durationMs: number;
  /** One request; the answer says whether it succeeded. Must not reject. */
  readonly send: (index: number) => Promise<boolean>;
}

export interface OpenLoopOptions extends OpenLoopControl, Pick<LoadPhase, 'durationMs' | 'send'> {
  readonly ratePerSecond: number;
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

/** All of a load, and each of its phases. */
export interface PhasedReport extends OpenLoopReport {
  readonly phases: readonly (OpenLoopReport & { readonly name: string })[];
}

/** Begins requests at a steady rate whether or not earlier ones are answered, so that a slow server cannot slow its own test. */
export const runOpenLoop = async ({
  ratePerSecond,
  durationMs,
  send,
  ...control
}: OpenLoopOptions): Promise<OpenLoopReport> => {
  const arrivalsMs = steadyArrivals(ratePerSecond, durationMs);
  const { phases: _, ...report } = await runPhases([{ name: 'steady', arrivalsMs, durationMs, send }], control);
  return report;
};

/** Runs phases one after another, each an open loop; a phase begins when all of the one before is answered. */
export const runPhases = async (
  phases: readonly LoadPhase[],
  { signal, onProgress }: OpenLoopControl,
): Promise<PhasedReport> => {
  const tallies: Tally[] = [];
  const progress = setInterval(() => {
    const { begun, latenciesMs, failed } = addUp(tallies);
    onProgress?.({ begun, answered: latenciesMs.length, failed });
  }, 1000);
  try {
    for (const phase of phases) {
      const tally: Tally = { begun: 0, failed: 0, beganForMs: 0, latenciesMs: [] };
      tallies.push(tally);
      await runPhase(phase, tally, signal);
    }
  } finally {
    clearInterval(progress);
  }
  return {
    ...toReport(addUp(tallies)),
    phases: phases.flatMap(({ name }, index) => {
      const tally = tallies[index];
      return tally === undefined ? [] : [{ name, ...toReport(tally) }];
    }),
  };
};

interface Tally {
  begun: number;
  failed: number;
  beganForMs: number;
  readonly latenciesMs: number[];
}

const runPhase = async (
  { arrivalsMs, durationMs, send }: LoadPhase,
  tally: Tally,
  signal: AbortSignal,
): Promise<void> => {
  const started = performance.now();
  const pending: Promise<void>[] = [];

  const sendDue = async (index: number, dueMs: number): Promise<void> => {
    if (!(await send(index))) tally.failed += 1;
    tally.latenciesMs.push(performance.now() - dueMs);
  };

  const waitUntil = async (timeMs: number): Promise<void> => {
    const waitMs = timeMs - performance.now();
    if (waitMs > 0) await delay(waitMs, undefined, { signal }).catch(() => undefined);
  };

  for (const [index, arrivalMs] of arrivalsMs.entries()) {
    const dueMs = started + arrivalMs;
    await waitUntil(dueMs);
    if (signal.aborted) break;
    pending.push(sendDue(index, dueMs));
    tally.begun += 1;
  }
  await waitUntil(started + durationMs);
  tally.beganForMs = performance.now() - started;
  await Promise.all(pending);
};

const addUp = (tallies: readonly Tally[]): Tally => ({
  begun: tallies.reduce((sum, { begun }) => sum + begun, 0),
  failed: tallies.reduce((sum, { failed }) => sum + failed, 0),
  beganForMs: tallies.reduce((sum, { beganForMs }) => sum + beganForMs, 0),
  latenciesMs: tallies.flatMap(({ latenciesMs }) => latenciesMs),
});

const toReport = ({ begun, failed, beganForMs, latenciesMs }: Tally): OpenLoopReport => ({
  begun,
  succeeded: begun - failed,
  failed,
  seconds: beganForMs / 1000,
  achievedRate: begun === 0 ? 0 : begun / Math.max(beganForMs / 1000, 0.001),
  latency: summariseLatencies(latenciesMs),
});
