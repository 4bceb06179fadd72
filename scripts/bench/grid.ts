/**
 * The grid flow beside its floor in one interleaved run, each round in a new order, with the floor a second
 * time (A/A) to show what the machine's noise alone makes of a ratio. Prints Markdown.
 */

import { setTimeout as delay } from 'node:timers/promises';
import { projectRoot } from '../../lib/cli/cli-context.ts';
import { openSluiceClient } from '../../lib/cli/client/sluice-client.ts';
import { type HopName, hops, summariseHops } from '../../lib/measure/hop-latencies.ts';
import { type LatencySummary, summariseLatencies } from '../../lib/measure/latency-summary.ts';
import { median } from '../../lib/measure/median.ts';
import { runOpenLoop } from '../../lib/measure/open-loop.ts';
import { buildInstance } from '../../lib/targets/instance/instance.ts';
import { buildInstanceTarget } from '../../lib/targets/instance/instance-target.ts';
import { openEventSupply } from './event-supply.ts';
import { startFloor } from './floor.ts';
import { readProcessorTime } from './processor-time.ts';
import { postEvent, sendAll } from './send-all.ts';

const rounds = 3;
/** At the second the stack takes most of two cores; at the first its latency is its way, and hardly a queue. */
const ratesPerSecond = [50, 100] as const;
const latencySeconds = 8;
const throughputRequests = 3_000;
const throughputConcurrency = 32;
/** Compilers are at work for thousands of events, longest DynamoDB Local's and where several processes share them: each arm gets as many. */
const warmUpRequests = 8_000;
const drainTimeoutMs = 60_000;
/** Environments that a load needed and nobody needs any more have ended by then. */
const restMs = 120_000;

type Latencies = Partial<Record<HopName, LatencySummary>> & Record<'HopT0T5', LatencySummary>;

interface Arm {
  readonly name: string;
  post(): Promise<boolean>;
  /** Forgets what was measured so far. */
  begin(): Promise<void>;
  /** Latencies since `begin`, once `count` records are stored; the floor tells that of all its way alone. */
  end(count: number): Promise<Latencies>;
}

const instance = buildInstance(projectRoot, 'bench');
const target = buildInstanceTarget(instance);
const say = (line: string): void => {
  process.stderr.write(`${line}\n`);
};
const idle = new AbortController().signal;

const timeUp = async (): Promise<number> => {
  const started = performance.now();
  await target.up(() => undefined, idle);
  return performance.now() - started;
};

say('up and down …');
await target.reset();
const coldMs = await timeUp();
const warmMs: number[] = [];
for (let run = 0; run < rounds; run += 1) {
  await target.down();
  warmMs.push(await timeUp());
}

const status = await target.status();
const totalMb = (processes: typeof status.processes): number =>
  processes.reduce((sum, { memoryMb }) => sum + memoryMb, 0);
const idleMb = totalMb(status.processes);
const client = await openSluiceClient(instance, status);
const nextEvent = await openEventSupply();
const floor = await startFloor(status, 'floor');
const floorAgain = await startFloor(status, 'floor-again');

const waitFor = async (count: number, read: () => Promise<number>): Promise<void> => {
  const started = performance.now();
  while ((await read()) < count) {
    if (performance.now() - started > drainTimeoutMs)
      throw new Error('The events sent were not stored within a minute.');
    await delay(20);
  }
};

let logPosition = 0;
/** What is new in the log since the last reading: reading all of it at every poll would take the processor from what is measured. */
const readHopLines = async (): Promise<unknown[]> => {
  const { entries, end } = await client.readFunctionLog(logPosition);
  logPosition = end;
  return entries.filter((entry) => entry.function === 'grid-analytics');
};
const system: Arm = {
  name: 'sluice',
  post: () => postEvent(`${status.gatewayUrl}/v1/market/dispatch`, client.apiKey, nextEvent()),
  begin: async () => {
    await readHopLines();
  },
  end: async (count) => {
    const lines: unknown[] = [];
    let stored = 0;
    await waitFor(count, async () => {
      const fresh = await readHopLines();
      lines.push(...fresh);
      stored += summariseHops(fresh).HopT0T5.count;
      return stored;
    });
    return summariseHops(lines);
  },
};

const floorArm = (name: string, { url, takeLatencies }: typeof floor): Arm => {
  let taken: number[] = [];
  return {
    name,
    post: () => postEvent(url, client.apiKey, nextEvent()),
    begin: async () => {
      await takeLatencies();
      taken = [];
    },
    end: async (count) => {
      await waitFor(count, async () => {
        taken.push(...(await takeLatencies()));
        return taken.length;
      });
      return { HopT0T5: summariseLatencies(taken) };
    },
  };
};

const arms: readonly Arm[] = [system, floorArm('floor', floor), floorArm('floor again', floorAgain)];
type Figures = Map<string, number[]>;
const openFigures = (): Figures => new Map(arms.map(({ name }) => [name, []]));
const latencies = ratesPerSecond.map((ratePerSecond) => ({
  ratePerSecond,
  p50: openFigures(),
  p99: openFigures(),
  byHop: new Map<string, LatencySummary[]>(Object.keys(hops).map((hop) => [hop, []])),
}));
const perSecond = openFigures();
/** Milliseconds of processor time an event, of all processes together, by load. */
const processorMs = new Map(
  [...ratesPerSecond.map((rate) => `${rate} a second`), 'full load'].map((load) => [load, openFigures()]),
);
/** The same by process, in each of the system's rounds of throughput. */
const processorMsByProcess: Map<string, number>[] = [];

/** Runs a load, and counts what every process takes until its events are stored. */
const countProcessorTime = async <Result extends { readonly stored: number }>(
  arm: Arm,
  load: string,
  run: () => Promise<Result>,
): Promise<Result> => {
  const before = await readAllProcessorTime();
  const result = await run();
  const after = await readAllProcessorTime();
  const msByProcess = new Map<string, number>();
  for (const [identity, seconds] of after) {
    const name = identity.replace(/^\d+ /, '');
    const ms = (1000 * (seconds - (before.get(identity) ?? 0))) / result.stored;
    msByProcess.set(name, (msByProcess.get(name) ?? 0) + ms);
  }
  const together = [...msByProcess.values()].reduce((sum, ms) => sum + ms, 0);
  processorMs.get(load)?.get(arm.name)?.push(together);
  if (arm === system && load === 'full load') processorMsByProcess.push(msByProcess);
  return result;
};

/** Each process by pid and name: an environment that ended meanwhile takes nothing back. */
const readAllProcessorTime = async (): Promise<Map<string, number>> => {
  const { processes } = await target.status();
  const ours = [floor, floorAgain].map(({ consumer, pid }) => ({ name: consumer, pid }));
  const all = [...processes, ...ours, { name: 'load', pid: process.pid }];
  return readProcessorTime(all.map(({ name, pid }) => ({ name: `${pid} ${name}`, pid })));
};

const measureLatency = async (arm: Arm, figures: (typeof latencies)[number]): Promise<void> => {
  const { ratePerSecond } = figures;
  const load = { ratePerSecond, durationMs: latencySeconds * 1000, signal: idle, send: () => arm.post() };
  await arm.begin();
  const { measured } = await countProcessorTime(arm, `${ratePerSecond} a second`, async () => {
    const { succeeded } = await runOpenLoop(load);
    return { stored: succeeded, measured: await arm.end(succeeded) };
  });
  const { p50, p99 } = measured.HopT0T5;
  figures.p50.get(arm.name)?.push(p50);
  figures.p99.get(arm.name)?.push(p99);
  if (arm === system) for (const [hop, summary] of Object.entries(measured)) figures.byHop.get(hop)?.push(summary);
  say(`  ${arm.name} at ${ratePerSecond} a second: p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`);
};

const measureThroughput = async (arm: Arm): Promise<void> => {
  await arm.begin();
  const { stored, rate } = await countProcessorTime(arm, 'full load', async () => {
    const started = performance.now();
    const accepted = await sendAll(throughputRequests, throughputConcurrency, () => arm.post());
    await arm.end(accepted);
    return { stored: accepted, rate: accepted / ((performance.now() - started) / 1000) };
  });
  perSecond.get(arm.name)?.push(rate);
  say(`  ${arm.name}: ${stored} accepted and stored, ${rate.toFixed(0)} a second`);
};

say('warming up …');
for (const arm of arms) {
  await arm.begin();
  await arm.end(await sendAll(warmUpRequests, throughputConcurrency, () => arm.post()));
}
for (let round = 0; round < rounds; round += 1) {
  const order = arms.map((_, index) => arms[(index + round) % arms.length]).filter((arm) => arm !== undefined);
  say(`round ${round + 1} of ${rounds}`);
  for (const rate of latencies) for (const arm of order) await measureLatency(arm, rate);
  for (const arm of order) await measureThroughput(arm);
}

say('at rest …');
await delay(restMs);
const { processes } = await target.status();
client.close();

const ratios = (figures: Figures, name: string): string =>
  (median(figures.get(name) ?? []) / median(figures.get('floor') ?? [])).toFixed(2);
const cell = (figures: Figures, name: string, digits: number): string =>
  `${median(figures.get(name) ?? []).toFixed(digits)} (${ratios(figures, name)})`;
const busiest = [...new Set(processorMsByProcess.flatMap((round) => [...round.keys()]))]
  .map((name) => ({ name, ms: median(processorMsByProcess.map((round) => round.get(name) ?? 0)) }))
  .filter(({ ms }) => ms >= 0.05)
  .sort((left, right) => right.ms - left.ms);

process.stdout.write(
  [
    `Medians of ${rounds} interleaved rounds; in brackets the ratio to the floor.`,
    '',
    `| T0 → T5 in ms | ${latencies.map(({ ratePerSecond }) => `${ratePerSecond} a second, p50 | p99`).join(' | ')} | accepted and stored a second |`,
    `|---|${latencies.map(() => '---|---').join('|')}|---|`,
    ...arms.map(({ name }) => {
      const cells = latencies.flatMap(({ p50, p99 }) => [cell(p50, name, 1), cell(p99, name, 1)]);
      return `| ${name} | ${cells.join(' | ')} | ${cell(perSecond, name, 0)} |`;
    }),
    '',
    `A request carries one event; throughput is with ${throughputConcurrency} requests at once.`,
    '',
    `| sluice by hop, ms | ${latencies.map(({ ratePerSecond }) => `${ratePerSecond} a second, p50 | p99`).join(' | ')} |`,
    `|---|${latencies.map(() => '---|---').join('|')}|`,
    ...Object.entries(hops).map(([hop, meaning]) => {
      const cells = latencies.flatMap(({ byHop }) => {
        const summaries = byHop.get(hop) ?? [];
        return [median(summaries.map(({ p50 }) => p50)), median(summaries.map(({ p99 }) => p99))];
      });
      return `| ${meaning} | ${cells.map((ms) => ms.toFixed(1)).join(' | ')} |`;
    }),
    '',
    ...(busiest.length === 0
      ? []
      : [
          `| ms of processor time an event, everything together | ${[...processorMs.keys()].join(' | ')} |`,
          `|---|${[...processorMs].map(() => '---').join('|')}|`,
          ...arms.map(({ name }) => {
            const cells = [...processorMs.values()].map((figures) => cell(figures, name, 1));
            return `| ${name} | ${cells.join(' | ')} |`;
          }),
          '',
          '| sluice at full load | ms of processor time an event |',
          '|---|---|',
          ...busiest.map(({ name, ms }) => `| ${name} | ${ms.toFixed(2)} |`),
          `| together | ${busiest.reduce((sum, { ms }) => sum + ms, 0).toFixed(2)} |`,
          '',
        ]),
    `\`up\`: the first of an empty instance ${(coldMs / 1000).toFixed(1)} s, warm ${(median(warmMs) / 1000).toFixed(1)} s (median of ${rounds}). It then takes ${idleMb.toFixed(0)} MB.`,
    '',
    `| at rest, ${restMs / 1000} s after the load | MB |`,
    '|---|---|',
    ...processes.map(({ name, memoryMb }) => `| ${name} | ${memoryMb.toFixed(0)} |`),
    `| together | ${totalMb(processes).toFixed(0)} |`,
    '',
  ].join('\n'),
);
await floor[Symbol.asyncDispose]();
await floorAgain[Symbol.asyncDispose]();
await target.reset();
