import type { OrderTrail } from '../../lib/cli/client/orders/read-order-ledger.ts';

/** A crash and what followed it, by the functions' log and the database's; this machine's clock is the one of both. */
export interface CrashTimes {
  readonly crashedAt: string;
  /** How many orders the batch had that the crash hit. */
  readonly hit: number;
  /** From the crash until one of them was received again; undefined where none was. */
  readonly redeliveredMs: number | undefined;
  /** From the crash until all of them were dealt with. */
  readonly recoveredMs: number | undefined;
  /** Execution environments that had them in hand. */
  readonly environments: number;
}

/** What the log of the orders says about a crash of an invocation. Pure. */
export const readCrashTimes = (
  crashedAt: string,
  invocationId: string,
  trails: readonly Pick<OrderTrail, 'steps'>[],
): CrashTimes => {
  const crashedMs = Date.parse(crashedAt);
  const hit = trails.filter(({ steps }) => steps.some(({ invocation_id }) => invocation_id === invocationId));
  const later = hit.map(({ steps }) => steps.filter(({ invocation_id }) => invocation_id !== invocationId));
  const received = later.flat().filter(({ step }) => step === 'received');
  const ended = later.flatMap((steps) => steps.findLast(({ step }) => step !== 'received') ?? []);
  const after = (times: readonly { readonly logged_at: string }[]): number[] =>
    times.map(({ logged_at }) => Date.parse(logged_at) - crashedMs);
  return {
    crashedAt,
    hit: hit.length,
    redeliveredMs: received.length === 0 ? undefined : Math.min(...after(received)),
    recoveredMs: ended.length < hit.length || hit.length === 0 ? undefined : Math.max(...after(ended)),
    environments: new Set(hit.flatMap(({ steps }) => steps.map(({ environment_id }) => environment_id))).size,
  };
};
