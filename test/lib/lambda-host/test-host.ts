import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { identifyProcess, isSameProcess } from '../../../lib/foundation/process-identity.ts';
import type { FunctionDefinition } from '../../../lib/lambda-host/function-definition.ts';
import type { LambdaHost, LambdaHostSettings } from '../../../lib/lambda-host/lambda-host.ts';
import { openLambdaHost } from '../../../lib/lambda-host/open-lambda-host.ts';
import type { LogEntry } from '../../../lib/lambda-host/to-log-entry.ts';

const compileCacheDirectory = fileURLToPath(new URL('../../../.sluice/test/compile-cache', import.meta.url));

type FunctionFixture = Partial<FunctionDefinition> & { code: string };

/** A host of small functions, whose code is written to a folder of the test. */
export interface TestHost extends AsyncDisposable {
  readonly host: LambdaHost;
  readonly entries: LogEntry[];
  readonly directory: string;
  invoke: LambdaHost['invoke'];
  /** Invokes with a value and parses the result. */
  call<Result = unknown>(functionName: string, event?: unknown): Promise<Result>;
  writeCode(functionName: string, code: string): Promise<void>;
  define(functions: Record<string, FunctionFixture>): Promise<FunctionDefinition[]>;
}

export const openTestHost = async (
  functions: Record<string, FunctionFixture | string>,
  settings: Partial<LambdaHostSettings> = {},
): Promise<TestHost> => {
  const directory = await realpath(await mkdtemp(join(tmpdir(), 'sluice-lambda-host-')));
  const entries: LogEntry[] = [];
  const host = openLambdaHost({
    hostEnvironment: () => ({}),
    log: (entry) => entries.push(entry),
    // Cold starts of one test are warmed by those before it, as in use.
    compileCacheDirectory,
    ...settings,
  });
  const writeCode = async (functionName: string, code: string): Promise<void> => {
    await mkdir(join(directory, functionName), { recursive: true });
    // In one step, so that no environment that is starting reads half of it.
    const next = join(directory, randomUUID());
    await writeFile(next, code);
    await rename(next, join(directory, functionName, 'index.mjs'));
  };
  const define = (fixtures: Record<string, FunctionFixture>): Promise<FunctionDefinition[]> =>
    Promise.all(
      Object.entries(fixtures).map(async ([functionName, { code, ...definition }]) => {
        await writeCode(functionName, code);
        return {
          functionName,
          arn: `arn:aws:lambda:ap-southeast-2:123456789012:function:${functionName}`,
          handler: 'index.handler',
          codeDirectory: join(directory, functionName),
          timeoutMs: 3000,
          memoryMb: 256,
          environment: {},
          ...definition,
        };
      }),
    );
  const fixtures = Object.entries(functions).map(([name, value]) => [
    name,
    typeof value === 'string' ? { code: value } : value,
  ]);
  await host.apply(await define(Object.fromEntries(fixtures)));

  return {
    host,
    entries,
    directory,
    invoke: host.invoke,
    call: async (functionName, event = {}) => {
      const { payload } = await host.invoke(functionName, JSON.stringify(event));
      return JSON.parse(payload);
    },
    writeCode,
    define,
    [Symbol.asyncDispose]: async () => {
      await host.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
};

/** Looks again and again, until the condition holds. */
export const until = async (condition: () => boolean | Promise<boolean>, limitMs = 5000): Promise<void> => {
  const deadline = performance.now() + limitMs;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`Not true within ${limitMs} ms: ${condition}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
};

/** Whether there is such a process; one that has ended and waits for its parent to ask is none. */
export const isRunning = (pid: number): boolean => {
  const identity = identifyProcess(pid);
  return identity !== undefined && isSameProcess(identity);
};
