import { z } from 'zod';
import type { InstanceStatus } from '../targets/instance/instance-status.ts';
import { toColumns } from './columns.ts';

/** Lines `export NAME=value` for a shell. */
export const toEnvironmentLines = (status: InstanceStatus, apiKey: string): string[] => [
  `export SLUICE_GATEWAY_URL=${status.gatewayUrl}`,
  `export SLUICE_API_KEY=${apiKey}`,
  `export AWS_ENDPOINT_URL_LAMBDA=${status.lambdaApiUrl}`,
  `export AWS_ENDPOINT_URL_DYNAMODB=${status.dynamodbEndpoint}`,
  `export KAFKA_BOOTSTRAP_SERVERS=${status.kafkaBootstrapServers}`,
  ...status.engines.filter(({ name }) => name === 'postgres').map(({ address }) => `export DATABASE_URL=${address}`),
  'export AWS_REGION=us-east-1',
  'export AWS_ACCESS_KEY_ID=local',
  'export AWS_SECRET_ACCESS_KEY=local',
];

/** The instance as a page of text: addresses, real and emulated parts, event sources, memory. */
export const toStatusLines = (status: InstanceStatus): string[] => {
  const totalMb = status.processes.reduce((sum, { memoryMb }) => sum + memoryMb, 0);
  const notEmulated = [...new Set(status.notEmulated.map(({ type }) => type))].sort();
  const ready = status.readyInMs === null ? '' : `, ready in ${(status.readyInMs / 1000).toFixed(1)} s`;
  return [
    `Instance "${status.instance}" is ${status.state}${ready}.`,
    '',
    ...toColumns([
      ...emulatedParts(status),
      ...status.engines.map(({ name, address, state, external }) => [
        engineTitles.get(name) ?? name,
        address,
        `${external ? 'yours' : name === 'localstack' ? 'emulated' : 'real'}, ${state}`,
      ]),
    ]),
    '',
    ...toColumns([
      ['Routes', status.routes.map(({ method, path }) => `${method} ${path}`).join(', ')],
      ['Topics', status.topics.map(({ topicName, partitions }) => `${topicName} (${partitions})`).join(', ')],
      ['Tables', status.tables.join(', ')],
      [
        'Schedules',
        status.schedules
          .map(({ name, expression, running }) => `${name} ${expression}${running ? '' : ' (not run here)'}`)
          .join(', '),
      ],
      ['Not emulated', notEmulated.length === 0 ? 'nothing' : notEmulated.join(', ')],
    ]),
    '',
    ...toEventSourceLines(status),
    '',
    ...toColumns([
      ...status.processes.map(({ name, pid, memoryMb }) => [name, `pid ${pid}`, `${memoryMb.toFixed(0)} MB`]),
      ['together', '', `${totalMb.toFixed(0)} MB`],
    ]),
    '',
    `Data is in ${status.dataDirectory}${status.keepsData ? '' : ' and in LocalStack, which keeps none'}; logs in ${status.logDirectory}.`,
  ];
};

/** A line for each event source: what it feeds, its state and lag, what it counted since its start. */
export const toEventSourceLines = ({ eventSources }: Pick<InstanceStatus, 'eventSources'>): string[] =>
  toColumns(
    eventSources.map(({ functionName, topic, state, metrics, lastProcessingResult }) => [
      `${topic} → ${functionName}`,
      state,
      `lag ${toLag(metrics)}`,
      toPollers(metrics),
      toCounts(metrics),
      lastProcessingResult,
    ]),
  );

const LagByPartition = z.object({ lagByPartition: z.record(z.string(), z.number()) });

const countNames = ['invoked', 'filtered', 'failed', 'retried', 'dropped', 'sentToDestination', 'committed'] as const;

/** Counts that are not zero, of records since the start. */
const toCounts = (metrics: Readonly<Record<string, unknown>>): string =>
  countNames
    .filter((name) => Number(metrics[name]) > 0)
    .map((name) => `${name === 'sentToDestination' ? 'to destination' : name} ${metrics[name]}`)
    .join(', ');

const toLag = (metrics: Readonly<Record<string, unknown>>): string => {
  const parsed = LagByPartition.safeParse(metrics);
  return parsed.success
    ? String(Object.values(parsed.data.lagByPartition).reduce((sum, lag) => sum + lag, 0))
    : 'unknown';
};

const Pollers = z.object({ pollers: z.object({ running: z.int(), minimum: z.int(), maximum: z.int() }) });

/** How many there are, and what provisioned mode asks for. */
const toPollers = (metrics: Readonly<Record<string, unknown>>): string => {
  const { pollers } = Pollers.safeParse(metrics).data ?? {};
  return pollers ? `${pollers.running} of ${pollers.minimum}–${pollers.maximum} pollers` : '';
};

const emulatedParts = ({ target, gatewayUrl, lambdaApiUrl }: InstanceStatus): string[][] => {
  switch (target) {
    case 'local':
      return [
        ['Gateway', gatewayUrl, 'emulated: REST API'],
        ['Lambda API', lambdaApiUrl, 'emulated: a slice; functions run as processes'],
      ];
    case 'localstack':
      return [
        ['Gateway', gatewayUrl, 'LocalStack’s, through a proxy that logs access'],
        ['Lambda API', lambdaApiUrl, 'event sources of Kafka; all else is LocalStack’s'],
      ];
  }
};

const engineTitles = new Map([
  ['kafka', 'Apache Kafka'],
  ['dynamodb', 'DynamoDB Local'],
  ['localstack', 'LocalStack'],
  ['postgres', 'PostgreSQL'],
]);
