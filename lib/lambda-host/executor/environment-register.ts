import type { LambdaHost } from '../lambda-host.ts';
import { EnvironmentUnknownError } from './errors.ts';
import type { Registration } from './registration.ts';
import { toDefinition, toKey } from './to-definition.ts';

/** Which environments LocalStack has registered; a function is there as long as one of them is its own. */
export interface EnvironmentRegister {
  /** The newest registration of a function is its definition. */
  put(id: string, registration: Registration): Promise<void>;
  /** Also of one that there is not. */
  remove(id: string): Promise<void>;
  /**
   * The name under which the host runs the environment's function.
   *
   * @throws EnvironmentUnknownError
   */
  requireKey(id: string): string;
}

/** @param codeDirectoryOf where a function runs from, by its name and the folder that is registered */
export const openEnvironmentRegister = (
  host: Pick<LambdaHost, 'put' | 'remove'>,
  codeDirectoryOf: (functionName: string, codeDirectory: string) => string,
): EnvironmentRegister => {
  const keys = new Map<string, string>();

  const remove = async (id: string): Promise<void> => {
    const key = keys.get(id);
    keys.delete(id);
    if (key !== undefined && ![...keys.values()].includes(key)) await host.remove(key);
  };

  return {
    put: async (id, registration) => {
      const before = keys.get(id);
      const key = toKey(registration);
      if (before !== undefined && before !== key) await remove(id);
      keys.set(id, key);
      try {
        const codeDirectory = codeDirectoryOf(registration.functionName, registration.codeDirectory);
        await host.put(toDefinition(registration, codeDirectory));
      } catch (error) {
        if (before !== key) keys.delete(id);
        throw error;
      }
    },
    remove,
    requireKey: (id) => {
      const key = keys.get(id);
      if (key === undefined) throw new EnvironmentUnknownError(id);
      return key;
    },
  };
};
