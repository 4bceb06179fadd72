import { setTimeout as delay } from 'node:timers/promises';
import { createKey, setLimit } from '../../../lib/cli/client/access-calls.ts';
import { type OrdersAccess, ordersAccessOf } from '../../../lib/cli/client/orders/orders-access.ts';
import { readOrdersLag } from '../../../lib/cli/client/orders/verify-orders.ts';
import type { SluiceClient } from '../../../lib/cli/client/sluice-client.ts';
import { type OrderSource, openOrderSource } from './order-source.ts';
import { type Evidence, readEvidence } from './read-evidence.ts';

export interface Settled {
  readonly evidence: Evidence;
  readonly afterMs: number;
  /** False where the time was up before. */
  readonly isSettled: boolean;
}

/** What every round of the sweep stands on: a running stack of its own. */
export interface SweepGround extends Disposable {
  /** With a key of the sweep's own, whose limits are out of the way. */
  readonly access: OrdersAccess;
  readonly source: OrderSource;
  /** Waits until these orders were received, the group has no lag and nothing changes, and gives what the database tells then. */
  settle(orderIds: Iterable<string>): Promise<Settled>;
  /** Ends a server at once, as a crash would; the supervisor starts it again. */
  kill(server: 'kafka' | 'postgres'): Promise<void>;
}

const consumer = 'sweep';
const limit = { algorithm: 'fixed-window', limit: 60_000, windowSeconds: 60 } as const;
const settleLimitMs = 90_000;
const pollMs = 50;

export const openSweepGround = async (client: SluiceClient): Promise<SweepGround> => {
  const own = ordersAccessOf(client);
  const { apiKey } = await createKey(own.admin, { consumer, scopes: ['orders:read', 'orders:write'] });
  await setLimit(own.admin, consumer, '/v1/orders', limit);
  await setLimit(own.admin, consumer, '/v1/orders/batch', limit);
  const access = { ...own, client: { ...own.client, apiKey } };
  const source = openOrderSource(client.opened);

  return {
    access,
    source,
    settle: async (orderIds) => {
      const awaited = new Set(orderIds);
      const startedMs = performance.now();
      let before: Evidence | undefined;
      for (;;) {
        // A server that is away has not settled.
        const lag = await readOrdersLag(access).catch(() => undefined);
        const afterMs = performance.now() - startedMs;
        if (afterMs > settleLimitMs) return { evidence: await readEvidence(access.status), afterMs, isSettled: false };
        const evidence = lag === 0 ? await readEvidence(access.status).catch(() => undefined) : undefined;
        // Kafka's client counts lag up to the first open transaction only: what lies behind one has not even been received.
        const isReceived = evidence !== undefined && awaited.isSubsetOf(receivedIn(evidence));
        if (isReceived && evidence.steps === before?.steps) return { evidence, afterMs, isSettled: true };
        before = evidence;
        await delay(pollMs);
      }
    },
    kill: async (server) => {
      const { processes } = await client.status();
      const found = processes.find(({ name }) => name === server);
      if (found === undefined) throw new Error(`no process of ${server} is recorded`);
      process.kill(found.pid, 'SIGKILL');
    },
    [Symbol.dispose]: () => source[Symbol.dispose](),
  };
};

const receivedIn = ({ deliveries }: Evidence): Set<string> => new Set(deliveries.flatMap(({ orderIds }) => orderIds));
