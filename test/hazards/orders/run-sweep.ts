import { CrashPoint } from '../../../functions/contracts/orders/crash-point.ts';
import { DeliveryMode } from '../../../functions/contracts/orders/delivery-mode.ts';
import type { SluiceClient } from '../../../lib/cli/client/sluice-client.ts';
import { planCrash } from './crash-plan.ts';
import { runConsumerCrash } from './run-consumer-crash.ts';
import { runProducerCrashes } from './run-producer-crashes.ts';
import { runServerKill } from './run-server-kill.ts';
import { openSweepGround } from './sweep-ground.ts';
import type { SweepRound } from './sweep-round.ts';

export interface SweepReport {
  /** The first of the seeds; the others follow it one by one. */
  readonly seed: number;
  readonly seeds: number;
  readonly rounds: readonly SweepRound[];
  readonly seconds: number;
}

const servers = ['broker', 'Postgres'] as const;
/** A killed server is waited for much longer than a killed handler: a round of each for as many seeds. */
const seedsPerKill = 10;
const faultsTold = 5;

interface SweepOptions extends Pick<SweepReport, 'seed' | 'seeds'> {
  /** Whether servers are killed, too. */
  readonly killsServers: boolean;
}

/** Every crash point in every mode with every seed, and servers killed, on a stack that is up and nobody else's. */
export const runSweep = async (
  client: SluiceClient,
  { seed, seeds, killsServers }: SweepOptions,
  say: (line: string) => void,
): Promise<SweepReport> => {
  const startedMs = performance.now();
  using ground = await openSweepGround(client);
  const rounds: SweepRound[] = [];
  const note = (round: SweepRound): void => {
    const { mode, trial, lost, doubled, settledMs, faults } = round;
    rounds.push(round);
    say(`${mode}, ${trial}, seed ${round.seed}: ${lost} lost, ${doubled} doubled, ${Math.round(settledMs)} ms`);
    for (const fault of faults.slice(0, faultsTold)) say(`  ${fault}`);
    if (faults.length > faultsTold) say(`  … and ${faults.length - faultsTold} more`);
  };

  const each = Array.from({ length: seeds }, (_, n) => seed + n);
  for (const mode of DeliveryMode.options) {
    for (const point of CrashPoint.options) {
      const plans = each.map((one) => planCrash(one, mode, point));
      if (point === 'while-producing') for (const round of await runProducerCrashes(ground, plans)) note(round);
      else for (const plan of plans) note(await runConsumerCrash(ground, plan));
    }
    for (const server of killsServers ? servers : []) {
      for (const one of each.slice(0, Math.ceil(seeds / seedsPerKill))) {
        note(await runServerKill(ground, { seed: one, mode, server }));
      }
    }
  }
  return { seed, seeds, rounds, seconds: (performance.now() - startedMs) / 1000 };
};
