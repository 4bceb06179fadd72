import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { startEventSource } from '../../../lib/event-source/start-event-source.ts';
import { startKafkaBroker } from '../../kafka-broker.ts';
import { definitionOf } from '../../lib/event-source/event-source-fixture.ts';

const partitions = 4;
const valueBytes = 200;
const recordsPerSend = 2000;
const samples = 10;
/** Between the second sample, when everything is compiled and pooled, and the last. */
const allowedGrowthMb = 15;

/** Hands records over to a function of this process that does nothing, and looks at the heap after each tenth of them. */
export const measureMemory = async (
  records: number,
  say: (line: string) => void,
): Promise<{ readonly page: string; readonly isFlat: boolean }> => {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  const collectGarbage = (): void => {
    if (typeof collect === 'function') collect();
  };
  await using broker = await startKafkaBroker();
  const topic = await broker.createTopic({ partitions });
  const source = startEventSource(
    definitionOf({ topic, groupId: 'memory', bootstrapServers: broker.bootstrapServers, batchSize: 500 }),
    { invoke: async () => ({ requestId: 'r', payload: '', functionError: undefined }), log: () => {} },
  );
  const value = Buffer.alloc(valueBytes, 'x');
  const figures: { readonly committed: number; readonly heapMb: number; readonly rssMb: number }[] = [];
  try {
    for (let sample = 1; sample <= samples; sample += 1) {
      const upTo = Math.floor((records * sample) / samples);
      for (let sent = Math.floor((records * (sample - 1)) / samples); sent < upTo; sent += recordsPerSend) {
        const count = Math.min(recordsPerSend, upTo - sent);
        await broker.producer.send({ topic, messages: Array.from({ length: count }, () => ({ value })) });
      }
      while (source.metrics().committed < upTo) await sleep(20);
      collectGarbage();
      const { heapUsed, external, rss } = process.memoryUsage();
      const figure = { committed: upTo, heapMb: (heapUsed + external) / 2 ** 20, rssMb: rss / 2 ** 20 };
      figures.push(figure);
      say(`${upTo} committed, ${figure.heapMb.toFixed(1)} MB used, ${figure.rssMb.toFixed(0)} MB resident`);
    }
  } finally {
    await source.stop();
  }
  const growthMb = (figures.at(-1)?.heapMb ?? 0) - (figures[1]?.heapMb ?? 0);
  const page = [
    '| Records committed | Used after collection, MB | Resident, MB |',
    '|---|---|---|',
    ...figures.map(({ committed, heapMb, rssMb }) => `| ${committed} | ${heapMb.toFixed(1)} | ${rssMb.toFixed(0)} |`),
    '',
    `Growth from the second figure to the last: ${growthMb.toFixed(1)} MB.`,
    '',
  ].join('\n');
  return { page, isFlat: growthMb <= allowedGrowthMb };
};
