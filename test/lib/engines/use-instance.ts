import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import getPort from 'get-port';
import type { Engine, EngineOptions } from '../../../lib/engines/engine.ts';

const root = join(import.meta.dirname, '..', '..', '..');

/** An instance folder for each test; engines built in it get a port of their own, and are stopped when the test is over. */
export const useInstance = <Built extends Engine>(buildEngine: (options: EngineOptions) => Built) => {
  let instanceDirectory: string;
  let port: number;
  const engines: Built[] = [];

  beforeEach(async () => {
    await mkdir(join(root, '.sluice'), { recursive: true });
    instanceDirectory = await mkdtemp(join(root, '.sluice', 'test-'));
    port = await getPort();
  });
  afterEach(async () => {
    await Promise.all(engines.splice(0).map((engine) => engine.stop()));
    await rm(instanceDirectory, { recursive: true, force: true });
  });

  return {
    directory: () => instanceDirectory,
    build: (options: Partial<EngineOptions> = {}): Built => {
      const engine = buildEngine({
        root,
        instanceDirectory,
        environment: { PATH: process.env['PATH'], HOME: process.env['HOME'], JAVA_HOME: process.env['JAVA_HOME'] },
        port,
        report: () => {},
        onSpawn: () => {},
        onCrash: () => {},
        ...options,
      });
      engines.push(engine);
      return engine;
    },
  };
};
