import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import kafkajs, { Kafka } from 'kafkajs';
import { z } from 'zod';
import type { InstanceStatus } from '../../lib/targets/instance/instance-status.ts';

const Ready = z.object({ port: z.int() });
const Latencies = z.object({ latenciesMs: z.array(z.number()) });

/** A plain Node process that does the grid flow's work, on the instance's own broker and store. */
export interface Floor extends AsyncDisposable {
  readonly consumer: string;
  readonly pid: number;
  readonly url: string;
  /** T0 → T5 of the records stored since the last call, in milliseconds. */
  takeLatencies(): Promise<number[]>;
}

export const startFloor = async (status: InstanceStatus, consumer: string): Promise<Floor> => {
  const topic = `${consumer}.dispatch`;
  const admin = new Kafka({ brokers: [status.kafkaBootstrapServers], logLevel: kafkajs.logLevel.NOTHING }).admin();
  await admin.connect();
  await admin.createTopics({
    waitForLeaders: true,
    topics: [{ topic, numPartitions: 3, configEntries: [{ name: 'message.timestamp.type', value: 'LogAppendTime' }] }],
  });
  await admin.disconnect();
  const child = fork(join(import.meta.dirname, 'floor-process.ts'), [topic, consumer], {
    env: {
      PATH: process.env['PATH'],
      KAFKA_BOOTSTRAP_SERVERS: status.kafkaBootstrapServers,
      AWS_ENDPOINT_URL_DYNAMODB: status.dynamodbEndpoint,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      POWERTOOLS_SERVICE_NAME: consumer,
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const { port } = Ready.parse(await nextMessage(child));
  return {
    consumer,
    pid: child.pid ?? 0,
    url: `http://127.0.0.1:${port}/v1/market/dispatch`,
    takeLatencies: async () => {
      const message = nextMessage(child);
      child.send('latencies');
      return Latencies.parse(await message).latenciesMs;
    },
    [Symbol.asyncDispose]: async () => {
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
};

const nextMessage = async (child: ChildProcess): Promise<unknown> => {
  const answered = new AbortController();
  try {
    const [message] = await Promise.race([
      once(child, 'message', { signal: answered.signal }),
      once(child, 'exit', { signal: answered.signal }).then(() => {
        throw new Error('The floor process ended.');
      }),
    ]);
    return message;
  } finally {
    answered.abort();
  }
};
