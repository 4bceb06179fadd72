/** One arm of the event source's bench, in a process of its own, so that its CPU time is its own. */

import { z } from 'zod';
import { ArmOrder, type Drained, type Heard } from './event-source-order.ts';
import { openBareReader, openSluiceReader, type Reader } from './event-source-reader.ts';

const [kind, servers = ''] = process.argv.slice(2);
const bootstrapServers = servers.split(',');
const openReader = kind === 'sluice' ? openSluiceReader : openBareReader;

/** The handler's work on a record in every arm: it is parsed. `sentNs` is of the clock that all processes of a machine share. */
const Work = z.object({ sentNs: z.string() });
const work = (value: string): bigint => BigInt(Work.parse(JSON.parse(value)).sentNs);

const cpuMicros = (): number => {
  const { user, system } = process.cpuUsage();
  return user + system;
};

const drain = async (topic: string, groupId: string, records: number): Promise<z.infer<typeof Drained>> => {
  const drained = Promise.withResolvers<z.infer<typeof Drained>>();
  let first: { readonly atMs: number; readonly cpuMicros: number } | undefined;
  let handled = 0;
  const reader = await openReader({ bootstrapServers, topic, groupId }, (values) => {
    first ??= { atMs: performance.now(), cpuMicros: cpuMicros() };
    for (const value of values) work(value);
    handled += values.length;
    if (handled < records) return;
    drained.resolve({ seconds: (performance.now() - first.atMs) / 1000, cpuMicros: cpuMicros() - first.cpuMicros });
  });
  try {
    return await drained.promise;
  } finally {
    await reader.close();
  }
};

let listening: Reader | undefined;
let latenciesMs: number[] = [];
let cpuBefore = 0;

const listen = async (topic: string, groupId: string): Promise<void> => {
  const heard = Promise.withResolvers<void>();
  listening = await openReader({ bootstrapServers, topic, groupId }, (values) => {
    const nowNs = process.hrtime.bigint();
    for (const value of values) latenciesMs.push(Number(nowNs - work(value)) / 1e6);
    heard.resolve();
  });
  await heard.promise;
};

const tell = (): z.infer<typeof Heard> => {
  const [heard, before] = [latenciesMs, cpuBefore];
  latenciesMs = [];
  cpuBefore = cpuMicros();
  return { latenciesMs: heard, cpuMicros: cpuBefore - before };
};

const obey = async (order: ArmOrder): Promise<object> => {
  switch (order.kind) {
    case 'drain':
      return drain(order.topic, order.groupId, order.records);
    case 'listen':
      await listen(order.topic, order.groupId);
      return {};
    case 'tell':
      return tell();
    case 'hush':
      await listening?.close();
      return {};
  }
};

process.on('message', async (message) => {
  process.send?.(await obey(ArmOrder.parse(message)));
});
process.on('disconnect', () => process.exit());
