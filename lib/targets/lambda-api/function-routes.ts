import { z } from 'zod';
import type { FunctionModel } from '../../assembly/application-model.ts';
import { type ApiRoute, type Handle, toJsonAnswer } from './api-route.ts';
import { toFunctionConfiguration } from './function-configuration.ts';
import { LambdaApiError } from './lambda-api-error.ts';
import { requireFunction } from './require-function.ts';

const InvocationType = z.enum(['RequestResponse', 'Event', 'DryRun']);

interface InvokeResult {
  readonly payload: string;
  readonly functionError: string | undefined;
  readonly executedVersion: string;
  readonly requestId: string;
  /** Base64 of the last 4 KB of the invocation's log. */
  readonly logTail: string;
}

export interface FunctionPorts {
  functions(): readonly FunctionModel[];
  invoke(
    functionName: string,
    payload: string,
    options: { invocationType: 'RequestResponse' | 'Event'; clientContext?: string },
  ): Promise<InvokeResult>;
}

/** Invoke, ListFunctions and GetFunctionConfiguration. */
export const toFunctionRoutes = (ports: FunctionPorts): readonly ApiRoute[] => [
  ['POST', '/2015-03-31/functions/:name/invocations', invoke(ports)],
  ['GET', '/2015-03-31/functions', listFunctions(ports)],
  ['GET', '/2015-03-31/functions/:name/configuration', getFunctionConfiguration(ports)],
];

const invoke =
  (ports: FunctionPorts): Handle =>
  async ({ message: { headers }, params: { name }, body: readBody }) => {
    const model = requireFunction(ports.functions(), name);
    const requested = InvocationType.safeParse(headers['x-amz-invocation-type'] ?? 'RequestResponse');
    if (!requested.success) {
      throw new LambdaApiError('InvalidParameterValueException', 'InvocationType is RequestResponse, Event or DryRun.');
    }
    const body = (await readBody()).toString();
    if (requested.data === 'DryRun') return { statusCode: 204, body: '' };
    const clientContext = headers['x-amz-client-context'];

    const result = await ports.invoke(model.functionName, body === '' ? '{}' : body, {
      invocationType: requested.data,
      ...(typeof clientContext === 'string' && { clientContext }),
    });
    const wantsLog = headers['x-amz-log-type'] === 'Tail';
    return {
      statusCode: requested.data === 'Event' ? 202 : 200,
      headers: {
        'x-amzn-requestid': result.requestId,
        'x-amz-executed-version': result.executedVersion,
        ...(result.functionError !== undefined && { 'x-amz-function-error': result.functionError }),
        ...(wantsLog && { 'x-amz-log-result': result.logTail }),
      },
      body: requested.data === 'Event' ? '' : result.payload,
    };
  };

const listFunctions =
  (ports: FunctionPorts): Handle =>
  async () =>
    toJsonAnswer(200, { Functions: ports.functions().map(toFunctionConfiguration) });

const getFunctionConfiguration =
  (ports: FunctionPorts): Handle =>
  async ({ params: { name } }) =>
    toJsonAnswer(200, toFunctionConfiguration(requireFunction(ports.functions(), name)));
