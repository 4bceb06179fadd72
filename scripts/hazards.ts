/**
 * `npm run hazards`: the Kafka event source under random kills, stalls and cuts; prints the seed, with which `--seed` repeats the run.
 * `--memory` hands over `--records` records (1,000,000) instead and prints what memory did. `--flow orders` sweeps the orders flow on a
 * stack of its own: each crash point in each delivery mode with `--seeds` seeds (20), `--seed` and those that follow it.
 */

import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    flow: { type: 'string' },
    rounds: { type: 'string', default: '20' },
    seed: { type: 'string' },
    seeds: { type: 'string', default: '20' },
    json: { type: 'boolean', default: false },
    memory: { type: 'boolean', default: false },
    records: { type: 'string', default: '1000000' },
  },
});

const say = (line: string): void => {
  process.stderr.write(`${line}\n`);
};
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
const print = (report: object, page: string): void => {
  process.stdout.write(`${values.json ? JSON.stringify(report) : page}\n`);
};

const hazardsOfEventSource = async (): Promise<boolean> => {
  const { toHazardsPage } = await import('../test/hazards/event-source/hazards-page.ts');
  const { runHazards } = await import('../test/hazards/event-source/run-hazards.ts');
  say(`seed ${seed}`);
  const report = await runHazards(seed, Number(values.rounds), say);
  const { allCommitted, crashes, lost, unexplained, outOfOrder, committedEarly, movedBack } = report;
  const faults = [lost, unexplained, outOfOrder, committedEarly, movedBack].flat();
  for (const fault of faults) say(fault);
  print(report, toHazardsPage(report));
  return allCommitted && crashes + faults.length === 0;
};

const memoryOfEventSource = async (): Promise<boolean> => {
  const { measureMemory } = await import('../test/hazards/event-source/measure-memory.ts');
  const { page, isFlat } = await measureMemory(Number(values.records), say);
  process.stdout.write(`${page}\n`);
  return isFlat;
};

const hazardsOfOrders = async (): Promise<boolean> => {
  const { startStack } = await import('../test/e2e/running-stack.ts');
  const { runSweep } = await import('../test/hazards/orders/run-sweep.ts');
  const { toSweepPage } = await import('../test/hazards/orders/sweep-page.ts');
  say(`seed ${seed}`);
  await using stack = await startStack('hazards-orders');
  const report = await runSweep(stack.client, { seed, seeds: Number(values.seeds), killsServers: true }, say);
  print(report, toSweepPage(report));
  return report.rounds.every(({ faults }) => faults.length === 0);
};

const run = (): Promise<boolean> => {
  if (values.memory) return memoryOfEventSource();
  switch (values.flow) {
    case undefined:
      return hazardsOfEventSource();
    case 'orders':
      return hazardsOfOrders();
    default:
      say(`${values.flow} is no flow whose hazards are known; there is orders, and without --flow the event source.`);
      return Promise.resolve(false);
  }
};

process.exitCode = (await run()) ? 0 : 1;
