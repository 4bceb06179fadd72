import { randomUUID } from 'node:crypto';
import { availableParallelism, totalmem } from 'node:os';
import type { IdleLimits } from './decide-retirement.ts';
import { openDeployedFunctions } from './deployed-functions.ts';
import { HostClosedError, ThrottledError } from './errors.ts';
import { openEventInvocations } from './event-invocations.ts';
import { type InvocationRequest, openExecutionEnvironment } from './execution-environment.ts';
import { decideHostLimits } from './host-limits.ts';
import type { InvokeOutcome } from './invoke-outcome.ts';
import type { LambdaHost, LambdaHostSettings } from './lambda-host.ts';
import { openEnvironmentPool } from './open-environment-pool.ts';
import { parseClientContext } from './parse-client-context.ts';
import { openProcessRegister } from './process-register.ts';
import { openRenewalQueue } from './renewal-queue.ts';
import { requireJson, requirePayloadWithinLimit } from './require-payload.ts';

interface Counts {
  inFlight: number;
  invocations: number;
  errors: number;
  throttles: number;
  coldStarts: number;
}

/** A cold start keeps one processor busy. */
const renewalsAtOnce = 2;
const awsInitTimeoutMs = 10_000;
/** AWS keeps idle environments for minutes; memory on a laptop is scarcer. */
const defaultIdleLimits: IdleLimits = { spareMs: 90_000, lastMs: 600_000 };
const defaultEventRetryDelaysMs = [1000, 2000];

/** Opens a host without functions; nothing is started before the first invocation. */
export const openLambdaHost = (settings: LambdaHostSettings): LambdaHost => {
  const counts = new Map<string, Counts>();
  const processes = openProcessRegister((running) => settings.onEnvironmentsChanged?.(running));
  let closed = false;

  const limits = settings.limits ?? decideHostLimits(availableParallelism(), totalmem());
  const pool = openEnvironmentPool(
    limits,
    (functionName) => {
      countsOf(functionName).coldStarts += 1;
      return openExecutionEnvironment(functions.require(functionName), {
        hostEnvironment: settings.hostEnvironment,
        log: settings.log,
        initTimeoutMs: settings.initTimeoutMs ?? awsInitTimeoutMs,
        freezeBetweenInvocations: settings.freezeBetweenInvocations ?? false,
        compileCacheDirectory: settings.compileCacheDirectory,
        onProcessStarted: processes.add,
        onProcessEnded: processes.remove,
      });
    },
    settings.idleLimits ?? defaultIdleLimits,
  );
  const functions = openDeployedFunctions(({ changed, removed }) => {
    for (const name of removed) pool.rejectWaiting(name);
    for (const name of [...changed, ...removed]) pool.retire(name);
  });
  const renewals = openRenewalQueue(renewalsAtOnce, pool.renew);
  const events = openEventInvocations(settings.eventRetryDelaysMs ?? defaultEventRetryDelaysMs);

  const countsOf = (functionName: string): Counts => {
    const existing = counts.get(functionName);
    if (existing) return existing;
    const fresh = { inFlight: 0, invocations: 0, errors: 0, throttles: 0, coldStarts: 0 };
    counts.set(functionName, fresh);
    return fresh;
  };

  const run = async (functionName: string, request: InvocationRequest): Promise<InvokeOutcome> => {
    const { reservedConcurrency } = functions.require(functionName);
    const count = countsOf(functionName);
    if (reservedConcurrency !== undefined && count.inFlight >= reservedConcurrency) {
      count.throttles += 1;
      throw new ThrottledError();
    }
    count.inFlight += 1;
    count.invocations += 1;
    try {
      const outcome = await pool.use(functionName, (environment, queueMs) => environment.invoke(request, queueMs));
      if (closed) throw new HostClosedError();
      if (outcome.functionError !== undefined) count.errors += 1;
      return outcome;
    } finally {
      count.inFlight -= 1;
    }
  };

  const logDiscarded = (functionName: string, requestId: string) => (reason: string) =>
    settings.log({
      timestamp: new Date().toISOString(),
      function: functionName,
      requestId,
      level: 'ERROR',
      message: `The event was discarded after its last try: ${reason}`,
    });

  return {
    apply: functions.apply,
    put: functions.put,
    remove: functions.remove,
    replaceCode: async (functionNames) => {
      for (const name of functionNames) pool.giveUpRenewal(name);
      await Promise.all(pool.orderByUse(functionNames).map(renewals.add));
      await functions.rehash(functionNames);
    },
    invoke: async (functionName, payload, options = {}) => {
      if (closed) throw new HostClosedError();
      const { invocationType = 'RequestResponse', requestId = randomUUID() } = options;
      functions.require(functionName);
      requirePayloadWithinLimit(payload, invocationType);
      const request = { requestId, payload, clientContext: parseClientContext(options.clientContext) };
      if (invocationType === 'RequestResponse') return run(functionName, request);
      requireJson(payload);
      events.accept(() => run(functionName, request), logDiscarded(functionName, requestId));
      return toAccepted(requestId);
    },
    status: () =>
      functions.names().map((functionName) => {
        const { invocations, errors, throttles, coldStarts } = countsOf(functionName);
        return { functionName, ...pool.status(functionName), invocations, errors, throttles, coldStarts };
      }),
    close: async () => {
      closed = true;
      events.close();
      await pool.close();
      processes.close();
    },
  };
};

const toAccepted = (requestId: string): InvokeOutcome => ({
  requestId,
  executedVersion: '$LATEST',
  payload: '',
  functionError: undefined,
  durationMs: 0,
  billedMs: 0,
  initMs: undefined,
  queueMs: 0,
  maxMemoryMb: 0,
  logTail: '',
});
