import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { buildPostgresEngine, type PostgresEngine } from '../../../../lib/engines/postgres/postgres-engine.ts';

const root = join(import.meta.dirname, '..', '..', '..', '..');

/** The engine as `up` starts it, in a folder of its own, for all tests of a file. */
export const runPostgres = async (): Promise<PostgresEngine> => {
  await mkdir(join(root, '.sluice'), { recursive: true });
  const directory = await mkdtemp(join(root, '.sluice', 'test-'));
  const postgres = buildPostgresEngine({
    root,
    instanceDirectory: directory,
    environment: { PATH: process.env['PATH'] },
    report: () => {},
    onSpawn: () => {},
    onCrash: () => {},
  });
  beforeAll(async () => {
    await postgres.start();
  });
  afterAll(async () => {
    await postgres.stop();
    await rm(directory, { recursive: true, force: true });
  });
  return postgres;
};
