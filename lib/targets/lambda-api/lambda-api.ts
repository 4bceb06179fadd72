/**
 * The slice of Lambda's API that programs of the application use: Invoke, ListFunctions, GetFunctionConfiguration and
 * List-, Get-, Create-, Update- and DeleteEventSourceMapping. Everything else, of any AWS service, is answered 501 "not emulated locally".
 */

import { type Handle, readQuery, toJsonAnswer } from './api-route.ts';
import {
  type EventSourcePorts,
  filterEventSources,
  handleOwnEventSources,
  toEventSourceRoutes,
} from './event-source-routes.ts';
import { type FunctionPorts, toFunctionRoutes } from './function-routes.ts';
import { LambdaApiError } from './lambda-api-error.ts';
import { requireFunction } from './require-function.ts';
import { type LambdaApi, startApiServer } from './start-api-server.ts';

export type LambdaApiPorts = FunctionPorts & EventSourcePorts;

export const startLambdaApi = ({
  preferredPort,
  ports,
}: {
  preferredPort: number;
  ports: LambdaApiPorts;
}): Promise<LambdaApi> =>
  startApiServer({
    preferredPort,
    routes: [
      ...toFunctionRoutes(ports),
      ...toEventSourceRoutes({ ...handleOwnEventSources(ports), list: listEventSources(ports) }),
    ],
    otherwise: async ({ message: { headers, method, url } }) => {
      const operation = headers['x-amz-target'] ?? `${method} ${url}`;
      throw new LambdaApiError('NotEmulatedException', `${operation} is not emulated locally.`);
    },
  });

const listEventSources =
  (ports: EventSourcePorts): Handle =>
  async (request) => {
    const query = readQuery(request);
    const functionName = query.get('FunctionName');
    const functionArn = functionName === null ? null : requireFunction(ports.functions(), functionName).arn;
    const found = filterEventSources(ports.eventSources(), functionArn, query.get('EventSourceArn'));
    return toJsonAnswer(200, { EventSourceMappings: found });
  };
