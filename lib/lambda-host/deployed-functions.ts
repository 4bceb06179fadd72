import { decideChanges, type FunctionChanges, type FunctionVersion } from './decide-changes.ts';
import { FunctionNotFoundError } from './errors.ts';
import type { FunctionDefinition } from './function-definition.ts';
import { hashCode } from './hash-code.ts';

type Versions = ReadonlyMap<string, FunctionVersion>;

/** The functions that there are. Changes of them happen one after another, in the order in which they were asked for. */
export interface DeployedFunctions {
  apply(definitions: readonly FunctionDefinition[]): Promise<void>;
  put(definition: FunctionDefinition): Promise<void>;
  remove(functionName: string): Promise<void>;
  /** Takes what the code folders hold now for what is deployed. */
  rehash(functionNames: readonly string[]): Promise<void>;
  /** @throws FunctionNotFoundError */
  require(functionName: string): FunctionDefinition;
  names(): readonly string[];
}

/** @param onChange told of every difference as soon as it holds */
export const openDeployedFunctions = (onChange: (changes: FunctionChanges) => void): DeployedFunctions => {
  let versions: Versions = new Map();
  let lastChange: Promise<void> = Promise.resolve();

  const inTurn = (change: () => Promise<void>): Promise<void> => {
    const changed = lastChange.then(change);
    lastChange = changed.catch(() => undefined);
    return changed;
  };

  const become = (wanted: Versions): void => {
    const changes = decideChanges(versions, wanted);
    versions = wanted;
    onChange(changes);
  };

  const requireFunction = (functionName: string): FunctionDefinition => {
    const version = versions.get(functionName);
    if (!version) throw new FunctionNotFoundError(functionName, [...versions.keys()]);
    return version.definition;
  };

  return {
    apply: (definitions) => inTurn(async () => become(new Map(await Promise.all(definitions.map(readVersion))))),
    put: (definition) =>
      inTurn(async () => {
        const entry = await readVersion(definition);
        become(new Map([...versions, entry]));
      }),
    remove: (functionName) =>
      inTurn(async () => become(new Map([...versions].filter(([name]) => name !== functionName)))),
    rehash: (functionNames) =>
      inTurn(async () => {
        const read = await Promise.all(functionNames.map((name) => readVersion(requireFunction(name))));
        versions = new Map([...versions, ...read]);
      }),
    require: requireFunction,
    names: () => [...versions.keys()],
  };
};

const readVersion = async (definition: FunctionDefinition): Promise<[string, FunctionVersion]> => [
  definition.functionName,
  { definition, codeHash: await hashCode(definition.codeDirectory) },
];
