/**
 * `npm run hazards`: the Kafka event source under random kills, stalls and cuts; prints the seed, with which `--seed` repeats the run.
 * `--memory` hands over `--records` records (1,000,000) instead and prints what memory did.
 */

import { parseArgs } from 'node:util';
import { toHazardsPage } from '../test/hazards/event-source/hazards-page.ts';
import { measureMemory } from '../test/hazards/event-source/measure-memory.ts';
import { runHazards } from '../test/hazards/event-source/run-hazards.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '20' },
    seed: { type: 'string' },
    json: { type: 'boolean', default: false },
    memory: { type: 'boolean', default: false },
    records: { type: 'string', default: '1000000' },
  },
});

const say = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

if (values.memory) {
  const { page, isFlat } = await measureMemory(Number(values.records), say);
  process.stdout.write(`${page}\n`);
  process.exitCode = isFlat ? 0 : 1;
} else {
  const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
  say(`seed ${seed}`);
  const report = await runHazards(seed, Number(values.rounds), say);
  const { allCommitted, crashes, lost, unexplained, outOfOrder, committedEarly, movedBack } = report;
  const faults = [lost, unexplained, outOfOrder, committedEarly, movedBack].flat();
  for (const fault of faults) say(fault);
  process.stdout.write(`${values.json ? JSON.stringify(report) : toHazardsPage(report)}\n`);
  process.exitCode = allCommitted && crashes + faults.length === 0 ? 0 : 1;
}
