/**
 * The local target and LocalStack without Docker beside each other in one interleaved run, with the local one a second time (A/A) to show
 * what noise alone makes of a ratio. Prints Markdown.
 */

import { setTimeout as delay } from 'node:timers/promises';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { projectRoot } from '../../lib/cli/cli-context.ts';
import { openSluiceClient } from '../../lib/cli/client/sluice-client.ts';
import { summariseHops } from '../../lib/measure/hop-latencies.ts';
import { summariseLatencies } from '../../lib/measure/latency-summary.ts';
import { median } from '../../lib/measure/median.ts';
import { runOpenLoop } from '../../lib/measure/open-loop.ts';
import { buildInstance } from '../../lib/targets/instance/instance.ts';
import { buildInstanceTarget } from '../../lib/targets/instance/instance-target.ts';
import type { TargetName } from '../../lib/targets/target-name.ts';
import { openEventSupply } from './event-supply.ts';
import { postEvent, sendAll } from './send-all.ts';

const rounds = 3;
const invocations = 100;
const reads = 100;
const ratePerSecond = 10;
const loadSeconds = 8;
const throughputRequests = 300;
const throughputConcurrency = 10;
/** Environments that nobody needs for 90 s end: before each round there are those again that it needs. */
const warmUpRequests = 150;
const drainTimeoutMs = 60_000;
const idle = new AbortController().signal;

const measures = {
  invoke: 'warm invocation through Lambda’s API, p50 in ms',
  read: 'request → gateway → function → table, p50 in ms',
  p50: `T0 → T5 at ${ratePerSecond} a second, p50 in ms`,
  p99: `T0 → T5 at ${ratePerSecond} a second, p99 in ms`,
  perSecond: `accepted and stored a second, ${throughputConcurrency} requests at once`,
} as const;
type Measure = keyof typeof measures;
type Figures = Record<Measure, number>;

const say = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

const seconds = async (work: () => Promise<unknown>): Promise<number> => {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
};

const times = async (count: number, work: () => Promise<unknown>): Promise<number[]> => {
  const durationsMs: number[] = [];
  for (let run = 0; run < count; run += 1) durationsMs.push(1000 * (await seconds(work)));
  return durationsMs;
};

const nextEvent = await openEventSupply();

const openStack = async (name: TargetName) => {
  const instance = buildInstance(projectRoot, `bench-${name}`);
  const target = buildInstanceTarget(instance);
  const up = () => target.up(() => undefined, idle, name);
  await target.reset();
  await up();
  await target.down();
  // What is brought only once has been brought: from here on it is what every `up` takes.
  const freshSeconds = await seconds(up);
  const unchangedSeconds = await seconds(up);
  const status = await target.status();
  const client = await openSluiceClient(instance, status);
  const lambda = new LambdaClient({
    endpoint: name === 'localstack' ? status.dynamodbEndpoint : status.lambdaApiUrl,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const post = () => postEvent(`${status.gatewayUrl}/v1/market/dispatch`, client.apiKey, nextEvent());

  let logPosition = 0;
  const readHopLines = async (): Promise<unknown[]> => {
    const { entries, end } = await client.readFunctionLog(logPosition);
    logPosition = end;
    return entries.filter((entry) => entry.function === 'grid-analytics');
  };
  const takeHops = async (count: number) => {
    const lines: unknown[] = [];
    const started = performance.now();
    for (;;) {
      lines.push(...(await readHopLines()));
      const hops = summariseHops(lines).HopT0T5;
      if (hops.count >= count) return hops;
      if (performance.now() - started > drainTimeoutMs)
        throw new Error('What was sent was not stored within a minute.');
      await delay(20);
    }
  };

  const measure = async (): Promise<Figures> => {
    await readHopLines();
    await takeHops(await sendAll(warmUpRequests, throughputConcurrency, post));
    const invoke = await times(invocations, () => lambda.send(new InvokeCommand({ FunctionName: 'platform-health' })));
    const read = await times(reads, () =>
      fetch(`${status.gatewayUrl}/v1/admin/keys`, { headers: { 'x-api-key': client.admin.apiKey } }).then((answer) =>
        answer.arrayBuffer(),
      ),
    );
    await readHopLines();
    const load = { ratePerSecond, durationMs: loadSeconds * 1000, signal: idle, send: post };
    const { succeeded } = await runOpenLoop(load);
    const { p50, p99 } = await takeHops(succeeded);
    const taken = await seconds(async () => {
      await takeHops(await sendAll(throughputRequests, throughputConcurrency, post));
    });
    return {
      invoke: summariseLatencies(invoke).p50,
      read: summariseLatencies(read).p50,
      p50,
      p99,
      perSecond: throughputRequests / taken,
    };
  };

  const processes = status.processes.filter(
    (each) => ['supervisor', 'kafka', 'dynamodb', 'postgres'].includes(each.name) || each.name.endsWith('localstack'),
  );
  const memoryMb = processes.reduce((sum, each) => sum + each.memoryMb, 0);
  return {
    name,
    freshSeconds,
    unchangedSeconds,
    memoryMb,
    measure,
    close: async () => {
      client.close();
      lambda.destroy();
      await target.reset();
    },
  };
};

process.env['SLUICE_LOCALSTACK'] = 'host';
say('both targets come up …');
const local = await openStack('local');
const localStack = await openStack('localstack');

const arms = [
  { name: 'local', stack: local },
  { name: 'localstack', stack: localStack },
  { name: 'local again', stack: local },
] as const;
const figures = new Map<string, Figures[]>(arms.map(({ name }) => [name, []]));
for (let round = 0; round < rounds; round += 1) {
  say(`round ${round + 1} of ${rounds}`);
  const order = arms.map((_, index) => arms[(index + round) % arms.length]).filter((arm) => arm !== undefined);
  for (const { name, stack } of order) {
    const measured = await stack.measure();
    figures.get(name)?.push(measured);
    say(
      `  ${name}: ${Object.entries(measured)
        .map(([key, value]) => `${key} ${value.toFixed(1)}`)
        .join(', ')}`,
    );
  }
}
await local.close();
await localStack.close();

const medianOf = (name: string, measure: Measure): number =>
  median((figures.get(name) ?? []).map((each) => each[measure]));
const names = Object.keys(measures).filter((key): key is Measure => key in measures);

process.stdout.write(
  [
    `Medians of ${rounds} interleaved rounds; in brackets the ratio to the local target. LocalStack runs without Docker.`,
    '',
    `| | ${arms.map(({ name }) => name).join(' | ')} |`,
    `|---|${arms.map(() => '---').join('|')}|`,
    ...names.map((measure) => {
      const base = medianOf('local', measure);
      const cells = arms.map(({ name }) => {
        const value = medianOf(name, measure);
        return `${value.toFixed(1)} (${(value / base).toFixed(2)})`;
      });
      return `| ${measures[measure]} | ${cells.join(' | ')} |`;
    }),
    '',
    '| | local | localstack | ratio |',
    '|---|---|---|---|',
    ...(
      [
        ['`up` of what was down, s', 'freshSeconds', 1],
        ['`up` with nothing changed, s', 'unchangedSeconds', 1],
        ['servers and supervisor after `up`, MB', 'memoryMb', 0],
      ] as const
    ).map(([title, key, digits]) => {
      const [one, other] = [local[key], localStack[key]];
      return `| ${title} | ${one.toFixed(digits)} | ${other.toFixed(digits)} | ${(other / one).toFixed(1)} |`;
    }),
    '',
  ].join('\n'),
);
