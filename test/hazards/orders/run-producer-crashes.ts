import { deliverySemantics } from '../../../functions/contracts/orders/delivery-semantics.ts';
import { resetOrders } from '../../../lib/cli/client/orders/order-calls.ts';
import type { OrdersAccess } from '../../../lib/cli/client/orders/orders-access.ts';
import { armCrash, findVoidness } from './arm-crash.ts';
import type { CrashPlan } from './crash-plan.ts';
import type { Expectation } from './judge-effects.ts';
import { judgeRound } from './judge-round.ts';
import { sendAll, sendOnce } from './send-orders.ts';
import type { SweepGround } from './sweep-ground.ts';
import type { SweepRound } from './sweep-round.ts';

interface SentRound {
  readonly plan: CrashPlan;
  readonly acknowledged: readonly string[];
  readonly expected: ReadonlyMap<string, Expectation>;
  readonly faults: readonly string[];
}

/**
 * Rounds in which accepting functions kill themselves while they produce. All are sent before any is judged: a transaction that is left open
 * holds readers back for ten seconds, which are so waited for once.
 */
export const runProducerCrashes = async (
  { access, settle }: SweepGround,
  plans: readonly CrashPlan[],
): Promise<SweepRound[]> => {
  await resetOrders(access);
  const sent: SentRound[] = [];
  for (const plan of plans) sent.push(await sendRound(access, plan));
  const settled = await settle(sent.flatMap(({ acknowledged }) => acknowledged));

  return sent.map(({ plan: { name, seed, mode, point }, expected, faults }) => {
    const judgement = judgeRound(name, expected, settled);
    return {
      seed,
      mode,
      trial: point,
      settledMs: settled.afterMs,
      ...judgement,
      faults: [...faults, ...judgement.faults],
    };
  });
};

const sendRound = async (access: OrdersAccess, plan: CrashPlan): Promise<SentRound> => {
  const { producer, afterRecords, resendsTorn, requests } = plan;
  await armCrash(access, plan);
  const torn = plan.torn.map((orders) => ({ kind: 'batch' as const, orders }));
  const answered = await Promise.all(torn.map((request) => sendOnce(access.client, request)));
  const faults = await findVoidness(access, plan, answered.filter((each) => !each).length);
  const acknowledged = await sendAll(access.client, [...requests, ...(resendsTorn ? torn : [])]);

  const seen = deliverySemantics.producers.find((each) => each.producer === producer)?.visible === 'first';
  const left = torn.flatMap(({ orders }) =>
    orders.map(({ order_id }, place): [string, Expectation] => {
      const effects = seen && place < afterRecords ? 1 : 0;
      return [order_id, { minimum: effects, maximum: effects, acknowledged: false }];
    }),
  );
  const kept = acknowledged.map((id): [string, Expectation] => [id, { minimum: 1, maximum: 1, acknowledged: true }]);
  return { plan, acknowledged, expected: new Map([...left, ...kept]), faults };
};
