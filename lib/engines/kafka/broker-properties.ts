import { containerHost } from '../container-host.ts';

interface BrokerSettings {
  readonly port: number;
  readonly controllerPort: number;
  /** Relative to the working directory. */
  readonly dataDirectory: string;
  /** A second listener, advertised under the name by which containers know this machine. */
  readonly containers?: { readonly address: string; readonly port: number } | undefined;
}

/** Room for a record of 8 MiB with its key and headers: one that a 6 MiB invocation cannot carry must be able to exist. */
const largestMessageBytes = 8 * 1_048_576 + 65_536;

/** After a crash the controller refuses the new broker until the session of the dead one is over: 9 s by default. */
const brokerSessionMs = 2_000;

/** Producers that were killed hold committed readers back until the broker looks for transactions that timed out: every 10 s by default. */
const timedOutTransactionsEveryMs = 1_000;

/**
 * A broker and its controller in one process: internal topics of one partition, groups that start at once, nothing
 * created by asking for it (as on MSK), and buffers for a laptop.
 */
export const brokerProperties = ({ port, controllerPort, dataDirectory, containers }: BrokerSettings): string =>
  Object.entries({
    'process.roles': 'broker,controller',
    'node.id': 1,
    'controller.quorum.voters': `1@127.0.0.1:${controllerPort}`,
    listeners: [
      `PLAINTEXT://127.0.0.1:${port}`,
      `CONTROLLER://127.0.0.1:${controllerPort}`,
      ...(containers ? [`CONTAINERS://${containers.address}:${containers.port}`] : []),
    ],
    'advertised.listeners': [
      `PLAINTEXT://127.0.0.1:${port}`,
      ...(containers ? [`CONTAINERS://${containerHost}:${containers.port}`] : []),
    ],
    'controller.listener.names': 'CONTROLLER',
    'listener.security.protocol.map': [
      ...['PLAINTEXT:PLAINTEXT', 'CONTROLLER:PLAINTEXT'],
      ...(containers ? ['CONTAINERS:PLAINTEXT'] : []),
    ],
    'log.dirs': dataDirectory,
    'auto.create.topics.enable': false,
    'default.replication.factor': 1,
    'min.insync.replicas': 1,
    'offsets.topic.num.partitions': 1,
    'offsets.topic.replication.factor': 1,
    'transaction.state.log.num.partitions': 1,
    'transaction.state.log.replication.factor': 1,
    'transaction.state.log.min.isr': 1,
    'transaction.abort.timed.out.transaction.cleanup.interval.ms': timedOutTransactionsEveryMs,
    'share.coordinator.state.topic.num.partitions': 1,
    'share.coordinator.state.topic.replication.factor': 1,
    'share.coordinator.state.topic.min.isr': 1,
    'group.initial.rebalance.delay.ms': 0,
    'group.min.session.timeout.ms': 1_000,
    'broker.heartbeat.interval.ms': 250,
    'broker.session.timeout.ms': brokerSessionMs,
    'message.max.bytes': largestMessageBytes,
    'replica.fetch.max.bytes': largestMessageBytes,
    'num.network.threads': 2,
    'num.io.threads': 4,
    'background.threads': 4,
    'log.cleaner.dedupe.buffer.size': 4 * 1_048_576,
  })
    .map(([key, value]) => `${key}=${value}\n`)
    .join('');
