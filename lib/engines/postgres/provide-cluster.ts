import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { makeOnce } from '../make-once.ts';
import type { PostgresPrograms } from './find-postgres.ts';
import { ownUser, type ServerUser } from './find-server-user.ts';
import { hostRules } from './host-rules.ts';
import { runTool } from './run-tool.ts';

interface ClusterOptions {
  readonly root: string;
  readonly programs: PostgresPrograms;
  readonly user: ServerUser;
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
  readonly report: (line: string) => void;
}

const clusterFolder = 'cluster';

/** As on Aurora, whoever uses the database is no superuser: it may replicate, and make roles and databases. */
const setup = `
CREATE ROLE sluice LOGIN CREATEDB CREATEROLE REPLICATION;
CREATE DATABASE sluice OWNER sluice;
`;

const rules = hostRules([]);

/** Sorted by code point, which is the same on every platform. */
const initdbArguments = [
  `--pgdata=${clusterFolder}`,
  '--username=postgres',
  '--auth=reject',
  '--encoding=UTF8',
  '--locale=C',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--wal-segsize=4',
  '--no-sync',
  '--no-instructions',
];

const singleUserArguments = ['--single', '-D', clusterFolder, '-c', 'exit_on_error=on', '-c', 'fsync=off', 'postgres'];

/** A cluster with the role and the database `sluice`: made once (1.5 s), copied afterwards. A folder that exists is left as it is. */
export const provideCluster = async (options: ClusterOptions, cluster: string): Promise<void> => {
  if (existsSync(cluster)) return;
  const made = join(options.root, '.sluice', 'postgres', digestOf(options));
  await makeOnce(made, (temporary) => makeCluster(options, temporary), {
    signal: options.signal,
    onWaiting: () => {},
  });
  const part = `${cluster}.part`;
  await rm(part, { recursive: true, force: true });
  await mkdir(dirname(cluster), { recursive: true });
  // Owners are kept, which Node's own copy does not do.
  await runTool('cp', ['-Rp', join(made, clusterFolder), part], { ...options, user: ownUser, cwd: dirname(cluster) });
  await rename(part, cluster);
};

const digestOf = ({ programs, user }: ClusterOptions): string =>
  createHash('sha256')
    .update(JSON.stringify([programs.version, user.name, setup, rules, initdbArguments]))
    .digest('hex')
    .slice(0, 12);

const makeCluster = async (options: ClusterOptions, folder: string): Promise<void> => {
  const started = performance.now();
  const { programs, report } = options;
  const at = { ...options, cwd: folder };
  await runTool(programs.initdb, initdbArguments, at);
  await runTool(programs.postgres, singleUserArguments, { ...at, input: setup });
  await writeFile(join(folder, clusterFolder, 'pg_hba.conf'), rules);
  report(`Postgres: made an empty cluster (once) in ${((performance.now() - started) / 1_000).toFixed(1)} s`);
};
