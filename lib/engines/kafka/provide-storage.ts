import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { startProcess } from '../../foundation/supervised-process.ts';
import { EngineStartError } from '../engine-errors.ts';
import { buildJavaCommand } from '../java/java-command.ts';
import type { JavaGround } from '../java/java-engine.ts';
import { makeOnce } from '../make-once.ts';
import { brokerProperties } from './broker-properties.ts';

const graceMs = 2_000;
const propertiesFile = 'format.properties';
const storageFolder = 'storage';

/** Ports are not part of what is formatted. */
const formatProperties = brokerProperties({ port: 19_092, controllerPort: 19_093, dataDirectory: storageFolder });

const runStorageTool = async ({ java, jars, signal }: JavaGround, folder: string): Promise<void> => {
  await writeFile(join(folder, propertiesFile), formatProperties);
  const clusterId = randomBytes(16).toString('base64url');
  const logFile = join(jars, 'format.log');
  const command = await buildJavaCommand({
    java,
    jars,
    heapMb: 128,
    cwd: folder,
    scratch: join(folder, 'scratch'),
    properties: {},
    mainClass: 'kafka.tools.StorageTool',
    compilers: 'first only',
    archiveClasses: false,
    args: ['format', `--cluster-id=${clusterId}`, `--config=${propertiesFile}`],
  });
  const tool = await startProcess({ ...command, logFile, graceMs });
  const stop = () => void tool.stop();
  signal.addEventListener('abort', stop);
  const { exitCode, lastLogLines } = await tool.exited;
  signal.removeEventListener('abort', stop);
  signal.throwIfAborted();
  if (exitCode !== 0) throw new EngineStartError('Kafka could not format a data folder.', { logFile, lastLogLines });
};

/** A formatted data folder for a new broker: formatted once (1.5 s), copied afterwards. A folder that exists is left as it is. */
export const provideStorage = async (
  ground: JavaGround,
  storage: string,
  report: (line: string) => void,
): Promise<void> => {
  if (existsSync(storage)) return;
  const formatted = join(ground.jars, 'formatted');
  await makeOnce(
    formatted,
    async (temporary) => {
      const started = performance.now();
      await runStorageTool(ground, temporary);
      const seconds = ((performance.now() - started) / 1_000).toFixed(1);
      report(`Kafka: formatted an empty data folder (once) in ${seconds} s`);
    },
    { signal: ground.signal, onWaiting: () => {} },
  );
  const part = `${storage}.part`;
  await rm(part, { recursive: true, force: true });
  await mkdir(dirname(storage), { recursive: true });
  await cp(join(formatted, storageFolder), part, { recursive: true });
  await rename(part, storage);
};
