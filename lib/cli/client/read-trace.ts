import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Instance } from '../../targets/instance/instance.ts';
import { buildTrace, type Trace } from './build-trace.ts';
import { readNdjson } from './read-ndjson.ts';

const pollMs = 50;
/** Each log is buffered on its own: a consumer's line can be in its file before the gateway's earlier one is. */
const settlingMs = 300;

/**
 * The way of one request as far as it has come.
 *
 * @param waitMs how long to wait for a consumer to have processed it; 0 takes what there is
 */
export const readTrace = async (instance: Instance, correlationId: string, waitMs: number): Promise<Trace> => {
  const readGateway = openGrowingLog(join(instance.logDirectory, 'gateway.ndjson'));
  const readFunctions = openGrowingLog(join(instance.logDirectory, 'functions.ndjson'));
  const deadline = performance.now() + waitMs;
  let settledAtMs: number | undefined;
  for (;;) {
    const trace = buildTrace(correlationId, await readGateway(), await readFunctions());
    const isProcessed = trace.consumers.length > 0;
    if (isProcessed && trace.hops.some(({ where }) => where === 'gateway')) return trace;
    if (isProcessed) settledAtMs ??= performance.now() + settlingMs;
    if (performance.now() >= Math.min(deadline, settledAtMs ?? deadline)) return trace;
    await delay(pollMs);
  }
};

/** Gives all of a log at each call, and reads what was added since the one before. */
const openGrowingLog = (path: string): (() => Promise<readonly unknown[]>) => {
  let end = 0;
  let values: readonly unknown[] = [];
  return async () => {
    const added = await readNdjson(path, end);
    end = added.end;
    values = [...values, ...added.values];
    return values;
  };
};
