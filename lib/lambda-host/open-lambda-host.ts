import { randomUUID } from 'node:crypto';
import { availableParallelism, totalmem } from 'node:os';
import { decideChanges, type FunctionVersion } from './decide-changes.ts';
import type { IdleLimits } from './decide-retirement.ts';
import { FunctionNotFoundError, HostClosedError, ThrottledError } from './errors.ts';
import { openEventInvocations } from './event-invocations.ts';
import { type InvocationRequest, openExecutionEnvironment } from './execution-environment.ts';
import { hashCode } from './hash-code.ts';
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
  let versions: ReadonlyMap<string, FunctionVersion> = new Map();
  const counts = new Map<string, Counts>();
  const processes = openProcessRegister((running) => settings.onEnvironmentsChanged?.(running));
  let closed = false;

  const requireVersion = (functionName: string): FunctionVersion => {
    const version = versions.get(functionName);
    if (!version) throw new FunctionNotFoundError(functionName, [...versions.keys()]);
    return version;
  };

  const limits = settings.limits ?? decideHostLimits(availableParallelism(), totalmem());
  const pool = openEnvironmentPool(
    limits,
    (functionName) => {
      countsOf(functionName).coldStarts += 1;
      return openExecutionEnvironment(requireVersion(functionName).definition, {
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
    const { reservedConcurrency } = requireVersion(functionName).definition;
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
    apply: async (functions) => {
      const wanted = new Map(
        await Promise.all(
          functions.map(async (definition): Promise<[string, FunctionVersion]> => {
            const codeHash = await hashCode(definition.codeDirectory);
            return [definition.functionName, { definition, codeHash }];
          }),
        ),
      );
      const { changed, removed } = decideChanges(versions, wanted);
      versions = wanted;
      for (const name of removed) pool.rejectWaiting(name);
      for (const name of [...changed, ...removed]) pool.retire(name);
    },
    replaceCode: async (functionNames) => {
      for (const name of functionNames) pool.giveUpRenewal(name);
      await Promise.all(pool.orderByUse(functionNames).map(renewals.add));
      const hashes = new Map(
        await Promise.all(
          functionNames.map(async (name): Promise<[string, string]> => {
            return [name, await hashCode(requireVersion(name).definition.codeDirectory)];
          }),
        ),
      );
      versions = new Map(
        [...versions].map(([name, version]) => [name, { ...version, codeHash: hashes.get(name) ?? version.codeHash }]),
      );
    },
    invoke: async (functionName, payload, options = {}) => {
      if (closed) throw new HostClosedError();
      const { invocationType = 'RequestResponse', requestId = randomUUID() } = options;
      requireVersion(functionName);
      requirePayloadWithinLimit(payload, invocationType);
      const request = { requestId, payload, clientContext: parseClientContext(options.clientContext) };
      if (invocationType === 'RequestResponse') return run(functionName, request);
      requireJson(payload);
      events.accept(() => run(functionName, request), logDiscarded(functionName, requestId));
      return toAccepted(requestId);
    },
    status: () =>
      [...versions.keys()].map((functionName) => {
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
