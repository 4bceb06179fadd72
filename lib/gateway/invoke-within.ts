import { z } from 'zod';
import { SluiceError } from '../foundation/sluice-error.ts';
import {
  eventTooLong,
  functionFailed,
  type GatewayResponse,
  integrationTimedOut,
  invocationThrottled,
} from './gateway-response.ts';
import type { Invocation, InvokeFunction } from './invoke-function.ts';

/** Lambda's limit for a synchronous request: a longer one never reaches the function (Lambda, quotas). */
export const maxEventBytes = 6 * 1024 * 1024;

export interface FunctionAnswer {
  readonly kind: 'answer';
  readonly payload: string;
}

/** Invokes a function and stops waiting after `timeoutMs`; the invocation itself goes on, as on AWS. Never rejects. */
export const invokeWithin = (
  invoke: InvokeFunction,
  functionName: string,
  event: string,
  timeoutMs: number,
): Promise<FunctionAnswer | GatewayResponse> => {
  if (isTooLong(event)) return Promise.resolve(eventTooLong());

  const { promise, resolve } = Promise.withResolvers<FunctionAnswer | GatewayResponse>();
  const timer = setTimeout(() => resolve(integrationTimedOut(timeoutMs)), timeoutMs);
  invoke(functionName, event)
    .then(toAnswer, toRefusal)
    .then((answer) => {
      clearTimeout(timer);
      resolve(answer);
    });
  return promise;
};

/** UTF-8 needs at most three bytes for a unit of a string, so most events need not be measured. */
const isTooLong = (event: string): boolean =>
  event.length * 3 > maxEventBytes && Buffer.byteLength(event) > maxEventBytes;

const toAnswer = ({ payload, functionError, requestId }: Invocation): FunctionAnswer | GatewayResponse =>
  functionError === undefined
    ? { kind: 'answer', payload }
    : functionFailed(`${functionError} error of the function: ${toErrorMessage(payload)} (request ${requestId})`);

const toRefusal = (error: unknown): GatewayResponse => {
  const reason = error instanceof Error ? error.message : String(error);
  const code = error instanceof SluiceError ? error.code : undefined;
  if (code === 'THROTTLED') return invocationThrottled(reason);
  return code === 'REQUEST_TOO_LARGE' ? eventTooLong() : functionFailed(reason);
};

const LambdaError = z.object({ errorMessage: z.string() });

const toErrorMessage = (payload: string): string => {
  try {
    return LambdaError.parse(JSON.parse(payload)).errorMessage;
  } catch {
    return payload.slice(0, 200);
  }
};
