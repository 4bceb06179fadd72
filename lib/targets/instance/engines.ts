import { setTimeout as delay } from 'node:timers/promises';
import type { Engine, EngineCrash, EngineOptions } from '../../engines/engine.ts';
import { buildKafkaEngine } from '../../engines/kafka/kafka-engine.ts';
import { buildPostgresEngine, type PostgresEngine } from '../../engines/postgres/postgres-engine.ts';
import type { Step } from '../target.ts';
import type { InstanceStateStore } from './instance-state.ts';
import type { PlatformOptions } from './platform-options.ts';

export interface Engines {
  readonly kafka: Engine;
  /** What keeps the tables: DynamoDB Local, or LocalStack. */
  readonly store: Engine;
  readonly postgres: PostgresEngine;
  /** Those that the application makes use of: Postgres only once it was asked for. */
  inUse(): readonly Engine[];
  /** Postgres, to be started: an application without a database does without it. */
  usePostgres(): PostgresEngine;
  stop(): Promise<void>;
}

interface EnginesOptions
  extends Pick<PlatformOptions, 'instance' | 'state' | 'log' | 'report'>,
    Partial<Pick<EngineOptions, 'containers'>> {
  readonly storeName: 'dynamodb' | 'localstack';
  readonly buildStore: (options: EngineOptions) => Engine;
  /** Told instead of a restart where the store keeps nothing that a restart would find again. */
  readonly onStoreLost?: (crash: EngineCrash) => void;
}

const titles = {
  kafka: 'Apache Kafka',
  dynamodb: 'DynamoDB Local',
  localstack: 'LocalStack',
  postgres: 'PostgreSQL',
} as const;
const restartDelayMs = 500;

/** The servers of an instance: adopted where a supervisor that died left them running, started otherwise, started again after a crash. */
export const buildEngines = (given: EnginesOptions): Engines => {
  const { instance, state, log, report } = given;
  let stopping = false;
  let usesPostgres = false;

  const onCrash = ({ engine, ...crash }: EngineCrash): void => {
    log.error({ engine, ...crash }, 'An engine ended unexpectedly.');
    const crashed = Object.values(engines).find(({ name }) => name === engine);
    if (crashed === undefined) return;
    if (crashed === engines.store && given.onStoreLost) {
      given.onStoreLost({ engine, ...crash });
      return;
    }
    restart(crashed).catch((error: unknown) => {
      log.error({ engine, error }, 'The engine could not be started again.');
    });
  };

  const restart = async (engine: Engine): Promise<void> => {
    await delay(restartDelayMs);
    if (stopping) return;
    await engine.start();
    log.info({ engine: engine.name }, 'The engine runs again, on the same port and data.');
  };

  const options = (name: Engine['name']): EngineOptions => ({
    root: instance.root,
    instanceDirectory: instance.directory,
    environment: process.env,
    port: undefined,
    containers: given.containers,
    report: (line) => report({ text: line, ms: 0 }),
    onSpawn: (identity, { host, port }) => {
      const recorded = { process: identity, host, port };
      return state.update((current) => ({ ...current, engines: { ...current.engines, [name]: recorded } }));
    },
    onCrash,
  });
  const engines = {
    kafka: buildKafkaEngine(options('kafka')),
    store: given.buildStore(options(given.storeName)),
    postgres: buildPostgresEngine(options('postgres')),
  } as const;

  return {
    ...engines,
    inUse: () => Object.values(engines).filter((engine) => engine.name !== 'postgres' || usesPostgres),
    usePostgres: () => {
      usesPostgres = true;
      return engines.postgres;
    },
    stop: async () => {
      stopping = true;
      await Promise.all(Object.values(engines).map((engine) => engine.stop()));
    },
  };
};

/** Brings one engine up and tells how: adopted, started, or the user's own. */
export const startEngine = async (
  engine: Engine,
  state: InstanceStateStore,
  report: (step: Step) => void,
): Promise<void> => {
  const started = performance.now();
  const recorded = state.current.engines[engine.name];
  const adopted = recorded?.process !== undefined && (await engine.adopt(recorded.process, { port: recorded.port }));
  const { address } = adopted && engine.endpoint ? engine.endpoint : await engine.start();
  const how = engine.isExternal ? 'answers (yours)' : adopted ? 'was still running: adopted' : 'is ready';
  report({ text: `${titles[engine.name]} ${how} at ${address}`, ms: performance.now() - started });
};
