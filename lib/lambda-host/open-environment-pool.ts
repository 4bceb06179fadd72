import { decidePlacement } from './decide-placement.ts';
import { decideRetirement, type IdleLimits } from './decide-retirement.ts';
import type { EnvironmentPool } from './environment-pool.ts';
import { FunctionNotFoundError, HostClosedError } from './errors.ts';
import type { ExecutionEnvironment } from './execution-environment.ts';
import type { HostLimits } from './host-limits.ts';
import { startStopwatch } from './stopwatch.ts';

interface Slot {
  readonly functionName: string;
  readonly environment: ExecutionEnvironment;
  busy: boolean;
  retiring: boolean;
  /** Started ahead, and not yet ready to serve. */
  starting: boolean;
  lastUsedAt: number;
}

interface Waiting {
  readonly functionName: string;
  readonly proceed: (slot: Slot) => void;
  readonly reject: (error: Error) => void;
}

/** Opens a pool without environments. */
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
    return add(functionName, false);
  };

  const add = (functionName: string, starting: boolean): Slot => {
    const environment = open(functionName);
    const slot = { functionName, environment, busy: true, retiring: false, starting, lastUsedAt: 0 };
    slots = [...slots, slot];
    return slot;
  };

  const slotsOf = (functionName: string): readonly Slot[] => slots.filter((slot) => slot.functionName === functionName);

  const retire = (retired: readonly Slot[]): void => {
    for (const slot of retired) {
      if (slot.busy && !slot.starting) slot.retiring = true;
      else end(slot);
    }
    serveWaiting();
  };

  const giveUpRenewal = (functionName: string): void => {
    retire(slotsOf(functionName).filter((slot) => slot.starting));
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
    retire: (functionName) => retire(slotsOf(functionName)),
    renew: async (functionName) => {
      giveUpRenewal(functionName);
      const before = slotsOf(functionName).filter((slot) => !slot.retiring);
      const isAhead = !closed && before.length > 0 && slots.length < limits.environments;
      if (isAhead) {
        const slot = add(functionName, true);
        await slot.environment.prepare();
        if (!slots.includes(slot)) return;
        slot.starting = false;
        release(slot);
      }
      retire(before.filter((slot) => slots.includes(slot)));
    },
    giveUpRenewal,
    orderByUse: (functionNames) => {
      const usedAt = (functionName: string): number =>
        Math.max(...slotsOf(functionName).map((slot) => (slot.busy ? performance.now() : slot.lastUsedAt)));
      return functionNames
        .filter((functionName) => slotsOf(functionName).length > 0)
        .toSorted((a, b) => usedAt(b) - usedAt(a));
    },
    rejectWaiting: (functionName) => {
      const gone = waiting.filter((each) => each.functionName === functionName);
      rejectAll(gone, () => new FunctionNotFoundError(functionName, []));
    },
    status: (functionName) => {
      const own = slotsOf(functionName);
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
