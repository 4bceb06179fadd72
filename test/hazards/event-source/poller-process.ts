/** An event source and the host of its function, in a process that can be killed; tells the pids of its handlers over IPC. */

import { appendFileSync } from 'node:fs';
import net from 'node:net';
import type { EventSourceDefinition } from '../../../lib/event-source/event-source-definition.ts';
import { startEventSource } from '../../../lib/event-source/start-event-source.ts';
import { openLambdaHost } from '../../../lib/lambda-host/open-lambda-host.ts';
import { PollerSettings } from './poller-settings.ts';

const settings = PollerSettings.parse(JSON.parse(process.argv[2] ?? ''));
const { name, topic, groupId, brokerPort, proxyPort, codeDirectory, ledgerFile, logFile } = settings;

// A broker tells its clients its own address: they are led to the proxy below that.
const connectDirectly = net.connect;
Object.assign(net, {
  connect: (options: net.TcpNetConnectOpts, connected?: () => void) =>
    connectDirectly(options.port === brokerPort ? { ...options, port: proxyPort } : options, connected),
});

const life = `${name}-${process.pid}`;
const write = (entry: object): void =>
  appendFileSync(logFile, `${JSON.stringify({ atMs: Date.now(), life, ...entry })}\n`);

const functionArn = 'arn:aws:lambda:us-east-1:000000000000:function:ledger';
const host = openLambdaHost({
  hostEnvironment: () => ({}),
  log: () => {},
  onEnvironmentsChanged: (environments) => process.send?.(environments.map(({ pid }) => pid)),
});
await host.apply([
  {
    functionName: 'ledger',
    arn: functionArn,
    handler: 'index.handler',
    codeDirectory,
    timeoutMs: 30_000,
    memoryMb: 128,
    environment: { LEDGER_FILE: ledgerFile, POLLER_LIFE: life },
  },
]);

const definition: EventSourceDefinition = {
  uuid: name,
  functionName: 'ledger',
  functionArn,
  topic,
  groupId,
  bootstrapServers: [`127.0.0.1:${brokerPort}`],
  eventSourceArn: undefined,
  batchSize: 20,
  maximumBatchingWindowMs: 50,
  startingPosition: { kind: 'TRIM_HORIZON' },
  maximumRetryAttempts: -1,
  maximumRecordAgeSeconds: -1,
  bisectBatchOnFunctionError: false,
  reportBatchItemFailures: true,
  onFailureTopic: undefined,
  filterPatterns: [],
  enabled: true,
  provisioned: { minimumPollers: 1, maximumPollers: 1 },
};
write({ event: 'process-started' });
const source = startEventSource(definition, {
  invoke: (functionName, payload) => host.invoke(functionName, payload),
  log: write,
});

process.on('SIGTERM', async () => {
  await source.stop();
  await host.close();
  process.exit();
});
process.on('disconnect', () => process.exit(1));
