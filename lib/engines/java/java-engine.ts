import { mkdir } from 'node:fs/promises';
import type { Engine, EngineOptions } from '../engine.ts';
import { engineDirectories } from '../engine-directories.ts';
import { buildManagedEngine, type CommandFor, type ManagedEngineDefinition } from '../managed-engine.ts';
import { bringJars } from './bring-jars.ts';
import { keepClassArchive } from './class-archive.ts';
import { findJava, type Java } from './find-java.ts';

export interface JavaGround {
  readonly java: Java;
  readonly jars: string;
  readonly scratch: string;
  /** Relative to the instance's directory. */
  readonly data: string;
  readonly signal: AbortSignal;
}

interface JavaEngineDefinition extends Omit<ManagedEngineDefinition, 'prepare' | 'afterCleanStop'> {
  readonly pom: string;
  readonly prepare: (ground: JavaGround) => Promise<CommandFor>;
}

/** An engine that runs on Java, from jars that Maven brings the first time. */
export const buildJavaEngine = (definition: JavaEngineDefinition, options: EngineOptions): Engine => {
  const { root, instanceDirectory, environment, report } = options;
  const { name, title, pom } = definition;
  const { data, scratch } = engineDirectories(instanceDirectory, name);
  let jars: string | undefined;

  return buildManagedEngine(
    {
      ...definition,
      prepare: async (signal) => {
        const java = await findJava(environment);
        jars = await bringJars({ name, title, pom, root, environment, signal, report });
        await mkdir(instanceDirectory, { recursive: true });
        return definition.prepare({ java, jars, scratch, data, signal });
      },
      afterCleanStop: async () => {
        if (jars) await keepClassArchive(jars, scratch);
      },
    },
    options,
  );
};
