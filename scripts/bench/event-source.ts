/**
 * The event source beside a plain kafkajs consumer with the same handler work, each in a process of its own, in one interleaved run;
 * the plain one a second time (A/A) to show what the machine's noise alone makes of a figure. Prints Markdown.
 */

import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { summariseLatencies } from '../../lib/measure/latency-summary.ts';
import { median } from '../../lib/measure/median.ts';
import { startKafkaBroker } from '../../test/kafka-broker.ts';
import { type Arm, startArm } from './event-source-arm.ts';
import { Drained, Heard } from './event-source-order.ts';

const rounds = 5;
const partitions = 4;
const records = 240_000;
const recordsPerSend = 2000;
const padding = 'x'.repeat(200);
const latencyRecords = 1000;
const latencyPauseMs = 5;
const warmUpRecords = 100;

const say = (line: string): void => {
  process.stderr.write(`${line}\n`);
};
const valueNow = (): string => JSON.stringify({ sentNs: String(process.hrtime.bigint()), padding });

await using broker = await startKafkaBroker();
await using stack = new AsyncDisposableStack();
const { bootstrapServers } = broker;
const arms = [
  startArm('sluice', 'sluice', bootstrapServers),
  startArm('bare', 'bare', bootstrapServers),
  startArm('bare again', 'bare', bootstrapServers),
].map((arm) => stack.use(arm));

say(`writing ${records} records …`);
const full = await broker.createTopic({ partitions });
for (let sent = 0; sent < records; sent += recordsPerSend) {
  const messages = Array.from({ length: recordsPerSend }, (_, index) => ({
    partition: index % partitions,
    value: valueNow(),
  }));
  await broker.producer.send({ topic: full, messages });
}

const perSecond = new Map<string, number[]>(arms.map(({ name }) => [name, []]));
const cpuBatched = new Map<string, number[]>(arms.map(({ name }) => [name, []]));

const measureThroughput = async (arm: Arm, isCounted: boolean): Promise<void> => {
  const groupId = `drain-${crypto.randomUUID()}`;
  const { seconds, cpuMicros } = await arm.tell({ kind: 'drain', topic: full, groupId, records }, Drained);
  if (!isCounted) return;
  perSecond.get(arm.name)?.push(records / seconds);
  cpuBatched.get(arm.name)?.push(cpuMicros / records);
  say(
    `  ${arm.name}: ${(records / seconds).toFixed(0)} a second, ${(cpuMicros / records).toFixed(1)} µs of CPU a record`,
  );
};

say('warming up …');
for (const arm of arms) await measureThroughput(arm, false);
for (let round = 0; round < rounds; round += 1) {
  say(`round ${round + 1} of ${rounds}`);
  const order = arms.map((_, index) => arms[(index + round) % arms.length]).filter((arm) => arm !== undefined);
  for (const arm of order) await measureThroughput(arm, true);
}

say('single records …');
const listeners = await Promise.all(
  arms.map(async (arm) => {
    const topic = await broker.createTopic({ partitions });
    await broker.producer.send({ topic, messages: [{ value: valueNow() }] });
    await arm.tell({ kind: 'listen', topic, groupId: `listen-${crypto.randomUUID()}` }, z.object({}));
    return { arm, topic };
  }),
);
const sendSingly = async (count: number): Promise<void> => {
  for (let sent = 0; sent < count; sent += 1) {
    for (const { topic } of listeners) {
      await broker.producer.send({ topic, acks: -1, messages: [{ partition: sent % partitions, value: valueNow() }] });
      await delay(latencyPauseMs);
    }
  }
  await delay(500);
};
await sendSingly(warmUpRecords);
for (const arm of arms) await arm.tell({ kind: 'tell' }, Heard);
await sendSingly(latencyRecords);
const singles = await Promise.all(
  arms.map(async (arm) => {
    const { latenciesMs, cpuMicros } = await arm.tell({ kind: 'tell' }, Heard);
    await arm.tell({ kind: 'hush' }, z.object({}));
    if (latenciesMs.length !== latencyRecords) throw new Error(`${arm.name} saw ${latenciesMs.length} single records.`);
    return { name: arm.name, ...summariseLatencies(latenciesMs), cpuMicros: cpuMicros / latencyRecords };
  }),
);

const bareP50 = singles.find(({ name }) => name === 'bare')?.p50 ?? Number.NaN;
const bareRates = perSecond.get('bare') ?? [];
const ratioOf = (name: string): number =>
  median((perSecond.get(name) ?? []).map((rate, round) => rate / (bareRates[round] ?? Number.NaN)));

process.stdout.write(
  [
    `${records} records of ${valueNow().length} bytes in ${partitions} partitions; medians of ${rounds} interleaved rounds. Single records: ${latencyRecords} to each, in turn.`,
    '',
    '| | batched, records a second | ratio | CPU a record, µs | single record p50, ms | added | p99, ms | CPU a single record, µs |',
    '|---|---|---|---|---|---|---|---|',
    ...singles.map(({ name, p50, p99, cpuMicros }) =>
      [
        '',
        name,
        median(perSecond.get(name) ?? []).toFixed(0),
        ratioOf(name).toFixed(2),
        median(cpuBatched.get(name) ?? []).toFixed(1),
        p50.toFixed(2),
        (p50 - bareP50).toFixed(2),
        p99.toFixed(2),
        cpuMicros.toFixed(0),
        '',
      ]
        .join(' | ')
        .trim(),
    ),
    '',
  ].join('\n'),
);
