import type { APIGatewayEventIdentity, APIGatewayEventRequestContext, APIGatewayProxyEvent } from 'aws-lambda';
import { isBinary } from './is-binary.ts';
import type { ReceivedRequest } from './received-request.ts';
import type { RouteMatch } from './route-table.ts';
import { toEventHeaders } from './to-event-headers.ts';
import { toEventQuery } from './to-event-query.ts';

/** What API Gateway leaves out where neither an API key nor a client certificate is required. */
type Unasked = 'apiKeyId' | 'clientCert';

/** The event of a Lambda proxy integration of a REST API, as API Gateway sends it for a method without an authorizer. */
export type ProxyEvent = Omit<APIGatewayProxyEvent, 'requestContext'> & {
  readonly requestContext: Omit<APIGatewayEventRequestContext, 'authorizer' | 'identity'> & {
    readonly deploymentId: string;
    readonly identity: Omit<APIGatewayEventIdentity, Unasked>;
  };
};

export interface Deployment {
  readonly accountId: string;
  readonly deploymentId: string;
}

/** Translates a request to the event that the function of the matched route is invoked with. */
export const toProxyEvent = (
  request: ReceivedRequest,
  { route, resourceId, pathParameters }: RouteMatch,
  { accountId, deploymentId }: Deployment,
): ProxyEvent => {
  const isBase64Encoded = request.body.length > 0 && isBinary(request.contentType, route.binaryMediaTypes);
  const { sourceIp, forwardedFor } = request;

  return {
    resource: route.path,
    path: request.path,
    httpMethod: request.method,
    ...toEventHeaders(request.rawHeaders, {
      'X-Amzn-Trace-Id': request.traceId,
      'X-Forwarded-For': forwardedFor === undefined ? sourceIp : `${forwardedFor}, ${sourceIp}`,
      'X-Forwarded-Port': String(request.port),
      'X-Forwarded-Proto': 'http',
    }),
    ...toEventQuery(request.queryString),
    pathParameters,
    stageVariables: null,
    requestContext: {
      resourceId,
      resourcePath: route.path,
      httpMethod: request.method,
      extendedRequestId: request.extendedRequestId,
      requestTime: toRequestTime(request.receivedAt),
      path: `/${route.stageName}${request.path}`,
      accountId,
      protocol: `HTTP/${request.httpVersion}`,
      stage: route.stageName,
      domainPrefix: route.apiId,
      requestTimeEpoch: request.receivedAt.getTime(),
      requestId: request.requestId,
      identity: {
        cognitoIdentityPoolId: null,
        accountId: null,
        cognitoIdentityId: null,
        caller: null,
        apiKey: null,
        sourceIp,
        principalOrgId: null,
        accessKey: null,
        cognitoAuthenticationType: null,
        cognitoAuthenticationProvider: null,
        userArn: null,
        userAgent: request.userAgent ?? null,
        user: null,
      },
      domainName: request.host,
      deploymentId,
      apiId: route.apiId,
    },
    body: request.body.length === 0 ? null : request.body.toString(isBase64Encoded ? 'base64' : 'utf8'),
    isBase64Encoded,
  };
};

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** The Common Log Format's time, in UTC: `10/Mar/2026:00:03:59 +0000`. */
const toRequestTime = (time: Date): string => {
  const iso = time.toISOString();
  return `${iso.slice(8, 10)}/${months[time.getUTCMonth()]}/${iso.slice(0, 4)}:${iso.slice(11, 19)} +0000`;
};
