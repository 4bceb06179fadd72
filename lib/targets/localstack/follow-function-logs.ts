import { setTimeout as delay } from 'node:timers/promises';
import {
  CloudWatchLogsClient,
  paginateDescribeLogGroups,
  paginateFilterLogEvents,
  ResourceNotFoundException,
} from '@aws-sdk/client-cloudwatch-logs';
import type { Log } from '../../foundation/log.ts';
import type { LogSink } from '../../lambda-host/environment-log.ts';
import { type ContainerLog, openContainerLog } from './open-container-log.ts';

export interface FunctionLogs {
  /** Reads once more, and ends. */
  close(): Promise<void>;
}

interface FollowFunctionLogsOptions {
  /** LocalStack's URL. */
  readonly endpoint: string;
  readonly region: string;
  /** Read in each round. */
  readonly functionNames: () => readonly string[];
  readonly sink: LogSink;
  readonly log: Log;
}

const pollIntervalMs = 1000;
/** Every so many rounds all groups are read: on a LocalStack that does not keep count of what was written, lines are late, not lost. */
const wholeRoundEvery = 10;
/** The first request of all has LocalStack load the service, which took 5 s on a busy machine. */
const requestTimeoutMs = 15_000;
const prefix = '/aws/lambda/';

/** Reads from LocalStack's CloudWatch Logs what functions in containers write from now on, as our Lambda host would log it. */
export const followFunctionLogs = ({
  endpoint,
  region,
  functionNames,
  sink,
  log,
}: FollowFunctionLogsOptions): FunctionLogs => {
  const client = new CloudWatchLogsClient({
    endpoint,
    region,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    // The next round is the next try.
    maxAttempts: 1,
    requestHandler: { requestTimeout: requestTimeoutMs, throwOnRequestTimeout: true },
  });
  const startMs = Date.now();
  const followed = new Map<string, { readonly containerLog: ContainerLog; readBytes: number }>();
  const closing = new AbortController();
  let rounds = 0;
  let failing = false;

  /** One request tells of all groups how much was written to them, so that those of idle functions are not read. */
  const readSizes = async (): Promise<ReadonlyMap<string, number>> => {
    const sizes = new Map<string, number>();
    for await (const { logGroups = [] } of paginateDescribeLogGroups({ client }, { logGroupNamePrefix: prefix })) {
      for (const { logGroupName = '', storedBytes = 0 } of logGroups) sizes.set(logGroupName, storedBytes);
    }
    return sizes;
  };

  const readGroup = async (logGroupName: string, containerLog: ContainerLog): Promise<void> => {
    const query = { logGroupName, startTime: containerLog.sinceMs() };
    const pages = await Array.fromAsync(paginateFilterLogEvents({ client }, query), ({ events = [] }) => events);
    for (const entry of containerLog.add(pages.flat())) sink(entry);
  };

  const readAll = async (): Promise<void> => {
    const isWhole = rounds % wholeRoundEvery === 0 || closing.signal.aborted;
    rounds += 1;
    const sizes = await readSizes();
    for (const functionName of functionNames()) {
      const logGroupName = `${prefix}${functionName}`;
      const bytes = sizes.get(logGroupName);
      const each = followed.get(functionName) ?? {
        containerLog: openContainerLog(functionName, startMs),
        readBytes: 0,
      };
      followed.set(functionName, each);
      if (bytes === undefined || (bytes === each.readBytes && !isWhole)) continue;
      await readGroup(logGroupName, each.containerLog).catch(ignoreMissing);
      each.readBytes = bytes;
    }
  };

  /** A failure is told once, until reading works again. */
  const poll = async (): Promise<void> => {
    try {
      await readAll();
      failing = false;
    } catch (error) {
      if (!failing) log.warn({ error }, "The functions' logs could not be read from LocalStack.");
      failing = true;
    }
  };

  const follow = async (): Promise<void> => {
    while (!closing.signal.aborted) {
      await poll();
      await delay(pollIntervalMs, undefined, { signal: closing.signal }).catch(() => undefined);
    }
    await poll();
    client.destroy();
  };
  const followedToTheEnd = follow();

  return {
    close: async () => {
      closing.abort();
      await followedToTheEnd;
    },
  };
};

/** A group may be deleted between the two requests. */
const ignoreMissing = (error: unknown): void => {
  if (!(error instanceof ResourceNotFoundException)) throw error;
};
