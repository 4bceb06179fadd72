import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { containerHost } from '../container-host.ts';
import type { Engine, EngineEndpoint, EngineOptions } from '../engine.ts';
import { engineDirectories } from '../engine-directories.ts';
import { EngineStartError } from '../engine-errors.ts';
import { buildExternalEngine } from '../external-engine.ts';
import { externalVariables } from '../external-variables.ts';
import { buildManagedEngine } from '../managed-engine.ts';
import { type DatabaseServer, toAddress } from './database-server.ts';
import { findPostgres } from './find-postgres.ts';
import { findServerUser } from './find-server-user.ts';
import { forgetDeadServer } from './forget-dead-server.ts';
import { hostRules } from './host-rules.ts';
import { parseDatabaseUrl } from './parse-database-url.ts';
import { probePostgres } from './probe-postgres.ts';
import { provideCluster } from './provide-cluster.ts';
import { asUser } from './run-tool.ts';

export interface PostgresEngine extends Engine {
  /** Undefined until it was started or adopted. */
  readonly database: DatabaseServer | undefined;
  /** The same one as functions in containers find it; undefined where they are not let in, or it is the user's. */
  readonly containerDatabase: DatabaseServer | undefined;
}

const title = 'Postgres';
const preferredPort = 15_432;

/** Logical decoding for change data capture; buffers and processes for a laptop: 13 MB at rest, what they share counted once. */
const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  wal_level: 'logical',
  shared_buffers: '32MB',
  max_wal_size: '256MB',
  io_method: 'sync',
  jit: 'off',
  log_checkpoints: 'off',
} as const;

const containerRulesFile = 'pg_hba.containers.conf';

/** Postgres listens on the containers' side too, and has rules of its own for them: those of the cluster stay as they are. */
const settingsFor = async ({ containers, instanceDirectory }: EngineOptions): Promise<Record<string, string>> => {
  if (containers === undefined) return settings;
  const rules = join(instanceDirectory, containerRulesFile);
  await writeFile(rules, hostRules(containers.networks));
  const addresses = new Set([settings.listen_addresses, containers.address]);
  return { ...settings, listen_addresses: [...addresses].join(','), hba_file: rules };
};

/** PostgreSQL with a database and a role named `sluice`, or the server that DATABASE_URL names. */
export const buildPostgresEngine = (options: EngineOptions): PostgresEngine => {
  const named = options.environment[externalVariables.postgres.variable];
  return named ? buildOwn(parseDatabaseUrl(named)) : buildManaged(options);
};

const buildOwn = (database: DatabaseServer): PostgresEngine => ({
  ...buildExternalEngine({
    name: 'postgres',
    title,
    endpoint: { host: database.host, port: database.port, address: toAddress(database) },
    probe: () => probePostgres(database),
  }),
  database,
  containerDatabase: undefined,
});

const serverAt = (port: number, host = '127.0.0.1'): DatabaseServer => ({
  host,
  port,
  name: 'sluice',
  user: 'sluice',
  password: undefined,
  sslMode: undefined,
});

const buildManaged = (options: EngineOptions): PostgresEngine => {
  const { root, instanceDirectory, environment, report, containers } = options;
  const { data } = engineDirectories(instanceDirectory, 'postgres');
  const env = { PATH: environment['PATH'], LANG: 'C.UTF-8', TZ: 'UTC' };

  const engine = buildManagedEngine(
    {
      name: 'postgres',
      title,
      preferredPort,
      addressOf: (port) => toAddress(serverAt(port)),
      probe: async (address) => probePostgres(parseDatabaseUrl(address)),
      // SIGTERM would wait for every client to leave.
      stopSignal: 'SIGINT',
      prepare: async (signal) => {
        const [programs, user] = await Promise.all([findPostgres(), findServerUser(env)]);
        await mkdir(instanceDirectory, { recursive: true });
        const cluster = join(instanceDirectory, data);
        await provideCluster({ root, programs, user, env, signal, report }, cluster);
        await forgetDeadServer(cluster);
        return async (port) => {
          const [command, ...args] = asUser(user, programs.postgres, [
            ...['-D', data, '-p', String(port)],
            ...Object.entries(await settingsFor(options)).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
          ]);
          return { command, args, cwd: instanceDirectory, env, containerPort: containers && port };
        };
      },
      afterCleanStop: async () => {},
    },
    options,
  );

  return {
    ...engine,
    get endpoint() {
      return engine.endpoint;
    },
    get identity() {
      return engine.identity;
    },
    get database() {
      return engine.endpoint && serverAt(engine.endpoint.port);
    },
    get containerDatabase() {
      return containers && engine.endpoint && serverAt(engine.endpoint.port, containerHost);
    },
    start: () => startWhenMemoryIsFree(engine),
  };
};

const longestWaitMs = 10_000;

/** A backend of a killed server ends when its statement does, and until then nobody else may start on the cluster. */
const startWhenMemoryIsFree = async (engine: Engine): Promise<EngineEndpoint> => {
  const deadline = performance.now() + longestWaitMs;
  for (;;) {
    try {
      return await engine.start();
    } catch (error) {
      const isHeld = error instanceof EngineStartError && error.message.includes('pre-existing shared memory block');
      if (!isHeld || performance.now() > deadline) throw error;
      await sleep(100);
    }
  }
};
