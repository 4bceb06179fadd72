import { deliverySemantics } from '../../../functions/contracts/orders/delivery-semantics.ts';
import { resetOrders } from '../../../lib/cli/client/orders/order-calls.ts';
import { armCrash, findVoidness } from './arm-crash.ts';
import type { CrashPlan } from './crash-plan.ts';
import { expectEffects } from './expect-effects.ts';
import { judgeRound } from './judge-round.ts';
import { sendAll } from './send-orders.ts';
import type { SweepGround } from './sweep-ground.ts';
import type { SweepRound } from './sweep-round.ts';

/** A round in which the consumer kills itself; at mid-batch the topic is filled first, so that its batches are large. */
export const runConsumerCrash = async (
  { access, source, settle }: SweepGround,
  plan: CrashPlan,
): Promise<SweepRound> => {
  const { mode, point, seed, afterRecords, requests } = plan;
  const cell = deliverySemantics.crashes.find((each) => each.mode === mode && each.point === point);
  if (cell === undefined) throw new Error(`the semantics have no cell for ${mode} and ${point}`);
  const isFilledFirst = point === 'mid-batch';
  await Promise.all([isFilledFirst ? source.pause() : undefined, resetOrders(access), armCrash(access, plan)]);
  const acknowledged = await sendAll(access.client, requests);
  if (isFilledFirst) await source.resume();
  const settled = await settle(acknowledged);

  const { deliveries } = settled.evidence;
  const effects = expectEffects(acknowledged, deliveries, cell, afterRecords);
  const expected = new Map(
    [...effects].map(([id, count]) => [id, { minimum: count, maximum: count, acknowledged: true }]),
  );
  const judgement = judgeRound('', expected, settled);
  const crashesSeen = deliveries.filter(({ cameAgain }) => cameAgain).length;
  return {
    seed,
    mode,
    trial: point,
    settledMs: settled.afterMs,
    ...judgement,
    faults: [...(await findVoidness(access, plan, crashesSeen)), ...judgement.faults],
  };
};
