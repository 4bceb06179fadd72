import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Instance } from '../../targets/local/instance.ts';
import { buildTrace, type Trace } from './build-trace.ts';
import { readNdjson } from './read-ndjson.ts';

const pollMs = 50;

/**
 * The way of one request as far as it has come.
 *
 * @param waitMs how long to wait for a consumer to have processed it; 0 takes what there is
 */
export const readTrace = async (instance: Instance, correlationId: string, waitMs: number): Promise<Trace> => {
  const deadline = performance.now() + waitMs;
  for (;;) {
    const [gateway, functions] = await Promise.all(
      ['gateway.ndjson', 'functions.ndjson'].map((file) => readNdjson(join(instance.logDirectory, file), 0)),
    );
    const trace = buildTrace(correlationId, gateway?.values ?? [], functions?.values ?? []);
    if (trace.consumers.length > 0 || performance.now() >= deadline) return trace;
    await delay(pollMs);
  }
};
