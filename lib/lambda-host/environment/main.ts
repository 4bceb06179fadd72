/**
 * The process of one execution environment, run by Node itself: it loads the handler, then takes one invocation after another.
 * What it imports is loaded at every cold start.
 */

import { flushCompileCache } from 'node:module';
import type { InvocationMessage } from '../environment-messages.ts';
import { formatError } from './format-error.ts';
import { buildContext } from './invocation-context.ts';
import { patchConsole } from './json-console.ts';
import { type Handler, loadHandler } from './load-handler.ts';
import { takeParentChannel } from './parent-channel.ts';
import { RuntimeError } from './runtime-error.ts';
import { serializeResult } from './serialize-result.ts';
import { replaceStandardStreams } from './standard-streams.ts';

let phase: 'init' | 'idle' | 'invoke' = 'init';
let requestId = '-';
let isCompileCacheWritten = process.env['NODE_COMPILE_CACHE'] === undefined;

delete process.env['NODE_COMPILE_CACHE'];
replaceStandardStreams();
patchConsole(() => requestId);
const parent = takeParentChannel();

/** The environment is idle before the parent knows: the next invocation may follow at once. */
const answerInvocation = (answer: { payload: string; errorType?: string }, ending = false): Promise<void> => {
  phase = 'idle';
  requestId = '-';
  const maxMemoryMb = Math.ceil(process.resourceUsage().maxRSS / 1024);
  return parent.answer({ type: 'response', ...answer, ending, maxMemoryMb });
};

const toFailure = (error: unknown): { payload: string; errorType: string } => {
  console.error(error instanceof Error ? error : new Error(String(error)));
  const formatted = formatError(error);
  return { payload: JSON.stringify(formatted), errorType: formatted.errorType };
};

/** An error that nobody caught is answered and ends the process (exit codes of AWS's runtime). */
const endWith = async (error: unknown, exitCode: number): Promise<void> => {
  const failure = toFailure(error);
  if (phase === 'init') await parent.answer({ type: 'init-failed', ...failure });
  if (phase === 'invoke') await answerInvocation(failure, true);
  process.exit(exitCode);
};
process.on('uncaughtException', (error) => endWith(error, 129));
process.on('unhandledRejection', (reason) =>
  endWith(new RuntimeError('Runtime.UnhandledPromiseRejection', String(reason), { cause: reason }), 128),
);

/** As AWS's runtime does, so that what the handler left to the same turn still belongs to this invocation. */
const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const run = async (handler: Handler, event: unknown, invocation: InvocationMessage): Promise<void> => {
  phase = 'invoke';
  requestId = invocation.requestId;
  try {
    const result = await handler(event, buildContext(invocation));
    await nextTurn();
    await answerInvocation(serializeResult(result));
  } catch (error) {
    await nextTurn();
    await answerInvocation(toFailure(error));
  }
  if (isCompileCacheWritten) return;
  isCompileCacheWritten = true;
  flushCompileCache();
};

const take = (handler: Handler, invocation: InvocationMessage): Promise<void> => {
  let event: unknown;
  try {
    event = invocation.payload === '' ? {} : JSON.parse(invocation.payload);
  } catch (error) {
    return parent.answer({ type: 'payload-refused', reason: String(error) });
  }
  return run(handler, event, invocation);
};

try {
  const handler = await loadHandler(process.env['LAMBDA_TASK_ROOT'] ?? '', process.env['_HANDLER'] ?? '');
  parent.onInvocation((invocation) => void take(handler, invocation));
  phase = 'idle';
  await parent.answer({ type: 'ready' });
} catch (error) {
  await endWith(error, 1);
}
