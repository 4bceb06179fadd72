import { decidePlacement } from './decide-placement.ts';
import { decideRetirement, type IdleLimits } from './decide-retirement.ts';
import { FunctionNotFoundError, HostClosedError } from './errors.ts';
import type { ExecutionEnvironment } from './execution-environment.ts';
import type { HostLimits } from './host-limits.ts';
import { startStopwatch } from './stopwatch.ts';

/** All execution environments, and the invocations that wait for one, first come first served. */
export interface EnvironmentPool {
  /** Runs in an environment of this function, which is the run's alone meanwhile. */
  use<Result>(
    functionName: string,
    run: (environment: ExecutionEnvironment, queueMs: number) => Promise<Result>,
  ): Promise<Result>;
  /** Whatever is idle ends now, whatever is busy after its invocation; neither is used again. */
  retire(functionName: string): void;
  /** Rejects what waits for this function, which is gone. */
  rejectWaiting(functionName: string): void;
  status(functionName: string): { environments: number; busy: number; queued: number; pids: number[] };
  close(): Promise<void>;
}

interface Slot {
  readonly functionName: string;
  readonly environment: ExecutionEnvironment;
  busy: boolean;
  retiring: boolean;
  lastUsedAt: number;
}

interface Waiting {
  readonly functionName: string;
  readonly proceed: (slot: Slot) => void;
  readonly reject: (error: Error) => void;
}

export const openEnvironmentPool = (
  limits: HostLimits,
  open: (functionName: string) => ExecutionEnvironment,
  idleLimits: IdleLimits,
): EnvironmentPool => {
  let slots: readonly Slot[] = [];
  let waiting: readonly Waiting[] = [];
  const ending = new Set<Promise<void>>();
  let closed = false;

  const end = (slot: Slot): void => {
    slots = slots.filter((each) => each !== slot);
    const ended = slot.environment.end().finally(() => ending.delete(ended));
    ending.add(ended);
  };

  const sweep = setInterval(() => {
    for (const slot of decideRetirement(slots, idleLimits, performance.now())) end(slot);
  }, idleLimits.spareMs / 4);
  sweep.unref();

  const place = (functionName: string): Slot | undefined => {
    for (const slot of slots) if (!slot.busy && !slot.environment.usable) end(slot);
    const placement = decidePlacement(functionName, slots, limits);
    switch (placement.kind) {
      case 'use':
        placement.environment.busy = true;
        return placement.environment;
      case 'wait':
        return undefined;
      case 'evict-and-start':
        end(placement.evicted);
        break;
      case 'start':
        break;
    }
    const slot = { functionName, environment: open(functionName), busy: true, retiring: false, lastUsedAt: 0 };
    slots = [...slots, slot];
    return slot;
  };

  const serveWaiting = (): void => {
    for (const each of waiting) {
      const slot = place(each.functionName);
      if (!slot) continue;
      waiting = waiting.filter((other) => other !== each);
      each.proceed(slot);
    }
  };

  const release = (slot: Slot): void => {
    slot.busy = false;
    slot.lastUsedAt = performance.now();
    if (slot.retiring || !slot.environment.usable) end(slot);
    if (waiting.length > 0) serveWaiting();
  };

  const acquire = (functionName: string): Slot | Promise<Slot> => {
    if (closed) throw new HostClosedError();
    const slot = place(functionName);
    if (slot) return slot;
    return new Promise((proceed, reject) => {
      waiting = [...waiting, { functionName, proceed, reject }];
    });
  };

  const rejectAll = (rejected: readonly Waiting[], toError: () => Error): void => {
    waiting = waiting.filter((each) => !rejected.includes(each));
    for (const each of rejected) each.reject(toError());
  };

  return {
    use: async (functionName, run) => {
      const elapsed = startStopwatch();
      const slot = await acquire(functionName);
      try {
        return await run(slot.environment, elapsed());
      } finally {
        release(slot);
      }
    },
    retire: (functionName) => {
      for (const slot of slots.filter((each) => each.functionName === functionName)) {
        if (slot.busy) slot.retiring = true;
        else end(slot);
      }
      serveWaiting();
    },
    rejectWaiting: (functionName) => {
      const gone = waiting.filter((each) => each.functionName === functionName);
      rejectAll(gone, () => new FunctionNotFoundError(functionName, []));
    },
    status: (functionName) => {
      const own = slots.filter((slot) => slot.functionName === functionName);
      return {
        environments: own.length,
        busy: own.filter((slot) => slot.busy).length,
        queued: waiting.filter((each) => each.functionName === functionName).length,
        pids: own.flatMap(({ environment: { pid } }) => (pid === undefined ? [] : [pid])),
      };
    },
    close: async () => {
      closed = true;
      clearInterval(sweep);
      rejectAll(waiting, () => new HostClosedError());
      for (const slot of slots) end(slot);
      await Promise.all(ending);
    },
  };
};
