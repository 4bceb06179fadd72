import { randomBytes } from 'node:crypto';
import { awaitPhase, isReady } from './await-phase.ts';
import { decideResult, type PhaseEvent } from './decide-result.ts';
import { openEnvironmentLog } from './environment-log.ts';
import { type EnvironmentProcess, runtimeDirectory, startEnvironmentProcess } from './environment-process.ts';
import type { EnvironmentSettings } from './environment-settings.ts';
import { buildEnvironmentVariables } from './environment-variables.ts';
import { HostClosedError, InvalidRequestContentError } from './errors.ts';
import type { FunctionDefinition } from './function-definition.ts';
import type { InvokeOutcome } from './invoke-outcome.ts';
import { lowerPriority } from './lower-priority.ts';
import { toMemoryArguments } from './memory-arguments.ts';
import { reportEnd, reportFailedInit, reportInitStart, reportStart } from './report-invocation.ts';
import { startStopwatch } from './stopwatch.ts';

export interface InvocationRequest {
  readonly requestId: string;
  readonly payload: string;
  /** JSON text. */
  readonly clientContext: string | undefined;
}

/** One process of a function, started with its first invocation or ahead of it; it runs one invocation at a time. */
export interface ExecutionEnvironment {
  readonly pid: number | undefined;
  /** False once its process has ended or is about to: it takes no further invocation. */
  readonly usable: boolean;
  /** Starts the process ahead of the first invocation, which is as a warm one then; a failed init is tried again by it. */
  prepare(): Promise<void>;
  /** @throws InvalidRequestContentError where the payload is not JSON */
  invoke(request: InvocationRequest, queueMs: number): Promise<InvokeOutcome>;
  /** Kills the process; resolves when it is gone. */
  end(): Promise<void>;
}

/**
 * On AWS each has a processor of its own. Here the gateway and the stores go first, as every function waits for them, and requests go before
 * events, which meanwhile gather in larger batches: an event then costs less. An init has all it can get, as on AWS, where it is given more
 * than an invocation.
 */
const requestNiceness = 5;
const backgroundNiceness = 10;

export const openExecutionEnvironment = (
  definition: FunctionDefinition,
  settings: EnvironmentSettings,
): ExecutionEnvironment => {
  const { functionName, arn, memoryMb, timeoutMs, isBackground = false } = definition;
  const log = openEnvironmentLog(functionName, settings.log);
  const variables = {
    ...buildEnvironmentVariables(
      definition,
      { logStreamName: toLogStreamName(), runtimeDirectory },
      { ...settings.hostEnvironment(definition), ...definition.hostEnvironment },
    ),
    ...(settings.compileCacheDirectory !== undefined && { NODE_COMPILE_CACHE: settings.compileCacheDirectory }),
  };
  const processes: EnvironmentProcess[] = [];
  let current: EnvironmentProcess | undefined;
  let usable = true;
  let ending = false;
  let frozen = false;
  let maxMemoryMb = 0;

  const start = (): EnvironmentProcess => {
    if (ending) throw new HostClosedError();
    const started = startEnvironmentProcess({
      codeDirectory: definition.codeDirectory,
      variables,
      nodeArguments: ['--enable-source-maps', ...toMemoryArguments(memoryMb)],
      onLine: (line, stream) => log.line(line, stream === 'stdout' ? 'INFO' : 'WARN'),
    });
    const { pid } = started;
    if (pid !== undefined) {
      settings.onProcessStarted(pid);
      started.ended.then(() => {
        if (current === started) usable = false;
        settings.onProcessEnded(pid);
      });
    }
    processes.push(started);
    current = started;
    return started;
  };

  /** One phase of starting: lowers the priority once it is over. */
  const awaitInit = async (running: EnvironmentProcess, limitMs: number): Promise<PhaseEvent> => {
    const event = await awaitPhase(running, limitMs);
    if (running.pid !== undefined && isReady(event)) {
      lowerPriority(running.pid, isBackground ? backgroundNiceness : requestNiceness);
    }
    return event;
  };

  /** @returns how long it took, or undefined where it failed: then it is tried again as a part of the invocation, as on AWS */
  const init = async (): Promise<number | undefined> => {
    const elapsed = startStopwatch();
    reportInitStart(log, definition);
    const running = start();
    const event = await awaitInit(running, settings.initTimeoutMs);
    if (isReady(event)) return elapsed();
    if (!ending) reportFailedInit(log, 'init', decideResult(event, '-', settings.initTimeoutMs), elapsed());
    current = undefined;
    running.kill();
    return undefined;
  };

  const run = async (request: InvocationRequest): Promise<PhaseEvent> => {
    const elapsed = startStopwatch();
    let running = current;
    if (!running) {
      running = start();
      const event = await awaitInit(running, timeoutMs);
      if (!isReady(event)) {
        reportFailedInit(log, 'invoke', decideResult(event, request.requestId, timeoutMs), elapsed());
        return event;
      }
    }
    if (frozen) running.thaw();
    frozen = false;
    const remainingMs = Math.max(0, timeoutMs - elapsed());
    running.send({ ...request, deadlineMs: Date.now() + remainingMs, functionArn: arn });
    return awaitPhase(running, remainingMs);
  };

  const rest = (): void => {
    if (!settings.freezeBetweenInvocations) return;
    current?.freeze();
    frozen = true;
  };

  const settle = (processUsable: boolean): void => {
    if (processUsable) {
      rest();
      return;
    }
    usable = false;
    current?.kill();
  };

  const invoke = async (request: InvocationRequest, queueMs: number): Promise<InvokeOutcome> => {
    const { requestId } = request;
    const initMs = current ? undefined : await init();

    log.begin(requestId);
    reportStart(log, requestId, arn);
    const elapsed = startStopwatch();
    const event = await run(request);
    const durationMs = event.kind === 'timed-out' ? timeoutMs : elapsed();
    const result = decideResult(event, requestId, timeoutMs);

    const isHeapExhausted = result.errorType === 'Runtime.OutOfMemory';
    maxMemoryMb = isHeapExhausted ? memoryMb : (result.maxMemoryMb ?? maxMemoryMb);
    const metrics = { durationMs, billedMs: Math.ceil(durationMs + (initMs ?? 0)), initMs, maxMemoryMb };
    reportEnd(log, requestId, memoryMb, result, metrics);
    const tail = log.end();
    settle(result.processUsable);

    if (event.kind === 'message' && event.message.type === 'payload-refused') {
      throw new InvalidRequestContentError(`Could not parse request body into json: ${event.message.reason}`);
    }
    return {
      requestId,
      executedVersion: '$LATEST',
      payload: result.payload,
      functionError: result.errorType === undefined ? undefined : 'Unhandled',
      ...metrics,
      queueMs,
      // Hardly anybody asks for it.
      get logTail() {
        return tail.toBase64();
      },
    };
  };

  return {
    get pid() {
      return current?.pid;
    },
    get usable() {
      return usable;
    },
    prepare: async () => {
      if ((await init()) !== undefined) rest();
    },
    invoke,
    end: async () => {
      ending = true;
      usable = false;
      for (const each of processes) each.kill();
      await Promise.all(processes.map((each) => each.ended));
    },
  };
};

/** `2026/11/21/[$LATEST]` and 32 hexadecimal digits. */
const toLogStreamName = (): string =>
  `${new Date().toISOString().slice(0, 10).replaceAll('-', '/')}/[$LATEST]${randomBytes(16).toString('hex')}`;
