import { mkdir, readdir, rm } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import type { EngineCommand } from '../managed-engine.ts';
import { classArchiveFlags } from './class-archive.ts';
import type { Java } from './find-java.ts';

interface JavaCommandOptions {
  readonly java: Java;
  /** The folder of the jars. */
  readonly jars: string;
  readonly heapMb: number;
  readonly cwd: string;
  readonly scratch: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly mainClass: string;
  readonly args: readonly string[];
  /** The first compiler alone starts faster and takes less memory; what works hard for long is worth both. */
  readonly compilers: 'first only' | 'both';
  /** Further flags of the JVM. */
  readonly flags?: readonly string[];
  /** Only what is started again and again is worth it. */
  readonly archiveClasses: boolean;
}

/** The jars in an order that does not change: a class archive holds for one class path, letter by letter. */
const readClassPath = async (jars: string): Promise<string> => {
  const names = await readdir(jars);
  return names
    .filter((name) => name.endsWith('.jar'))
    .sort()
    .map((name) => join(jars, name))
    .join(delimiter);
};

/** A JVM that starts fast and stays small: serial collector, archived classes. */
export const buildJavaCommand = async (options: JavaCommandOptions): Promise<EngineCommand> => {
  const { java, jars, scratch, heapMb, cwd, properties, mainClass, args } = options;
  const classPath = await readClassPath(jars);
  await rm(scratch, { recursive: true, force: true });
  await mkdir(scratch, { recursive: true });
  return {
    command: java.command,
    args: [
      `-Xmx${heapMb}m`,
      ...(options.compilers === 'first only' ? ['-XX:TieredStopAtLevel=1'] : []),
      '-XX:+UseSerialGC',
      '-XX:-UsePerfData',
      '-XX:+ExitOnOutOfMemoryError',
      ...(options.flags ?? []),
      ...(options.archiveClasses ? classArchiveFlags(java, classPath, jars, scratch) : []),
      `-Djava.io.tmpdir=${scratch}`,
      ...Object.entries(properties).map(([key, value]) => `-D${key}=${value}`),
      '-cp',
      classPath,
      mainClass,
      ...args,
    ],
    cwd,
    // Nothing of the user's shell: no credentials, no options for other JVMs.
    env: { LANG: 'C.UTF-8', TZ: 'UTC' },
  };
};
