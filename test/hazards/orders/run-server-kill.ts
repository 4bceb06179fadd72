import { setTimeout as delay } from 'node:timers/promises';
import type { DeliveryMode } from '../../../functions/contracts/orders/delivery-mode.ts';
import { deliverySemantics } from '../../../functions/contracts/orders/delivery-semantics.ts';
import { resetOrders } from '../../../lib/cli/client/orders/order-calls.ts';
import { changeOrderSettings } from '../../../lib/cli/client/orders/order-settings.ts';
import { seededRandom } from '../event-source/seeded-random.ts';
import { planRequests } from './crash-plan.ts';
import { judgeRound } from './judge-round.ts';
import { idsOf, sendUntilAcknowledged } from './send-orders.ts';
import type { SweepGround } from './sweep-ground.ts';
import type { SweepRound } from './sweep-round.ts';

const sets = 4;
const everyMs = 25;

/** A round in which a server is killed while orders are sent at a steady rate; clients send again what had no answer. */
export const runServerKill = async (
  { access, settle, kill }: SweepGround,
  { seed, mode, server }: { seed: number; mode: DeliveryMode; server: 'broker' | 'Postgres' },
): Promise<SweepRound> => {
  const guarantee = deliverySemantics.modes.find((each) => each.mode === mode)?.effects;
  if (guarantee === undefined) throw new Error(`the semantics have no mode ${mode}`);
  const random = seededRandom(seed * 64 + (server === 'broker' ? 62 : 63));
  const name = `sweep-${seed}-${mode}-${server}`;
  const requests = Array.from({ length: sets }, (_, n) => planRequests(`${name}-${n}`, random)).flat();
  await resetOrders(access);
  await changeOrderSettings(access, {
    delivery_mode: mode,
    enable_transactions: random.next() < 0.5,
    enable_idempotency: true,
    failure_rate: 0,
    crash: null,
  });

  const killedAt = random.between(20, Math.floor(requests.length / 2));
  const sending: Promise<string[]>[] = [];
  for (const [place, request] of requests.entries()) {
    if (place === killedAt) await kill(server === 'broker' ? 'kafka' : 'postgres');
    sending.push(sendUntilAcknowledged(access.client, request).then((taken) => (taken ? [...idsOf(request)] : [])));
    await delay(everyMs);
  }
  const acknowledged = new Set((await Promise.all(sending)).flat());
  const settled = await settle(acknowledged);

  const maximum = guarantee.maximum ?? Number.POSITIVE_INFINITY;
  const expected = new Map(
    requests.flatMap(idsOf).map((id) => {
      const isAcknowledged = acknowledged.has(id);
      return [id, { minimum: isAcknowledged ? guarantee.minimum : 0, maximum, acknowledged: isAcknowledged }];
    }),
  );
  return {
    seed,
    mode,
    trial: `${server} killed`,
    settledMs: settled.afterMs,
    ...judgeRound('', expected, settled),
  };
};
