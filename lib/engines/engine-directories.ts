import { join } from 'node:path';
import type { EngineName } from './engine.ts';

/** Where an engine keeps what. `data` is relative to the instance, so that no letter of its path needs escaping. */
export const engineDirectories = (instanceDirectory: string, name: EngineName) => ({
  data: join('data', name),
  /** Which process works on the data. */
  ownerFile: join(instanceDirectory, 'data', `${name}.owner.json`),
  /** Emptied at every start: unpacked native libraries, a class archive in the making. */
  scratch: join(instanceDirectory, 'scratch', name),
  logFile: join(instanceDirectory, 'logs', `${name}.log`),
});
