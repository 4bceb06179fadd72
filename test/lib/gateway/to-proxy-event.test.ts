import { readFile } from 'node:fs/promises';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import type { ReceivedRequest } from '../../../lib/gateway/received-request.ts';
import type { RouteMatch } from '../../../lib/gateway/route-table.ts';
import { toProxyEvent } from '../../../lib/gateway/to-proxy-event.ts';
import { lambdaRoute } from './gateway-fixture.ts';

const readDocumented = async (name: string): Promise<APIGatewayProxyEvent> =>
  JSON.parse(await readFile(new URL(`../../fixtures/api-gateway/${name}.json`, import.meta.url), 'utf8'));

const received = (changes: Partial<ReceivedRequest> = {}): ReceivedRequest => ({
  requestId: 'deef4878-7910-41e6-8f14-25afc3e9ae33',
  extendedRequestId: 'FiV9AHvHoAMFtsg=',
  traceId: 'Root=1-5e66d96f-7491f09xmpl79d18acf3d050',
  receivedAt: new Date('2018-02-20T22:48:57.665Z'),
  method: 'GET',
  path: '/',
  queryString: '',
  httpVersion: '1.1',
  rawHeaders: [],
  host: 'localhost:3000',
  userAgent: undefined,
  contentType: undefined,
  forwardedFor: undefined,
  sourceIp: '127.0.0.1',
  port: 3000,
  body: Buffer.alloc(0),
  ...changes,
});

const match = (changes: Partial<RouteMatch> = {}): RouteMatch => ({
  route: lambdaRoute('ANY', '/{proxy+}'),
  resourceId: 'roq9wj',
  pathParameters: null,
  ...changes,
});

const deployment = { accountId: '123456789012', deploymentId: 'abc123' };

const translate = (request: Partial<ReceivedRequest>, route: Partial<RouteMatch> = {}): APIGatewayProxyEvent =>
  JSON.parse(JSON.stringify(toProxyEvent(received(request), match(route), deployment)));

/** Each leaf's path and JSON type: what a handler can rely on. */
const shapeOf = (value: unknown, path = ''): string[] =>
  value !== null && typeof value === 'object'
    ? Object.entries(value).flatMap(([key, each]) => shapeOf(each, `${path}.${key}`))
    : [`${path}: ${value === null ? 'null' : typeof value}`];

const isEdgeHeader = ([name]: [string, unknown]): boolean => /^(CloudFront-|Via$|X-Amz-Cf-Id$)/.test(name);
const withoutEdge = <Value>(headers: Record<string, Value>): Record<string, Value> =>
  Object.fromEntries(Object.entries(headers).filter((each) => !isEdgeHeader(each)));

test('a request equal to the documented POST becomes the documented event', async () => {
  const documented = await readDocumented('proxy-event-post');
  const sent = Object.entries(withoutEdge(documented.headers)).filter(([name]) => !name.startsWith('X-Forwarded-'));

  const event = translate(
    {
      method: 'POST',
      path: '/hello/world',
      queryString: 'name=me&multivalueName=you&multivalueName=me',
      rawHeaders: [
        ...sent.flatMap(([name, value]) => [name, value ?? '']),
        'Content-Length',
        '13',
        'Connection',
        'close',
      ],
      userAgent: 'PostmanRuntime/2.4.5',
      contentType: 'application/json',
      forwardedFor: '54.240.196.186',
      sourceIp: '54.182.214.83',
      port: 443,
      body: Buffer.from('{\r\n\t"a": 1\r\n}'),
    },
    {
      route: lambdaRoute('ANY', '/{proxy+}', { apiId: 'gy415nuibc', stageName: 'testStage' }),
      pathParameters: { proxy: 'hello/world' },
    },
  );

  const { stageVariables, requestContext, headers, multiValueHeaders, ...rest } = documented;
  expect(stageVariables).not.toBeNull();
  expect(event.stageVariables).toBeNull();
  expect(event).toMatchObject(rest);
  expect(event.headers).toMatchObject({ ...withoutEdge(headers), 'X-Forwarded-Proto': 'http' });
  expect(event.multiValueHeaders).toMatchObject({ ...withoutEdge(multiValueHeaders), 'X-Forwarded-Proto': ['http'] });
  expect(shapeOf(event.requestContext)).toEqual(expect.arrayContaining(shapeOf(requestContext)));
  expect(event.requestContext).toMatchObject({ apiId: 'gy415nuibc', stage: 'testStage', resourcePath: '/{proxy+}' });
});

test('a request equal to the documented GET becomes the documented event', async () => {
  const documented = await readDocumented('proxy-event-get');
  const sent = Object.entries(documented.headers).filter(([name]) => name !== 'X-Amzn-Trace-Id');

  const event = translate(
    { rawHeaders: sent.flatMap(([name, value]) => [name.toLowerCase(), value ?? '']) },
    { route: lambdaRoute('GET', '/', { stageName: 'Prod' }) },
  );

  expect(event).toMatchObject(JSON.parse(JSON.stringify(documented)));
});

test('the request context carries what is documented for it', async () => {
  const documented = await readDocumented('request-context');

  const { requestContext } = translate({}, { route: lambdaRoute('GET', '/', { stageName: 'test' }) });

  expect(Object.keys(requestContext)).toEqual(expect.arrayContaining(Object.keys(documented)));
  expect(requestContext).toMatchObject({
    requestTime: '20/Feb/2018:22:48:57 +0000',
    requestTimeEpoch: 1519166937665,
    path: '/test/',
    protocol: 'HTTP/1.1',
    httpMethod: 'GET',
    accountId: '123456789012',
    extendedRequestId: 'FiV9AHvHoAMFtsg=',
    domainName: 'localhost:3000',
    identity: { sourceIp: '127.0.0.1', userAgent: null, accessKey: null },
  });
  expect(requestContext).not.toHaveProperty('authorizer');
});

test('a request without query, parameters and body has null for each', () => {
  const event = translate({});

  expect(event).toMatchObject({
    queryStringParameters: null,
    multiValueQueryStringParameters: null,
    pathParameters: null,
    body: null,
    isBase64Encoded: false,
  });
});

test('a body of a binary media type is base64', () => {
  const route = lambdaRoute('POST', '/images', { binaryMediaTypes: ['image/*'] });
  const body = Buffer.from([0x89, 0x50, 0xff]);

  const binary = translate({ body, contentType: 'image/png' }, { route });
  const text = translate({ body: Buffer.from('{}'), contentType: 'application/json' }, { route });

  expect(binary).toMatchObject({ body: body.toString('base64'), isBase64Encoded: true });
  expect(text).toMatchObject({ body: '{}', isBase64Encoded: false });
});

test('no body is null even where everything is binary', () => {
  const event = translate({}, { route: lambdaRoute('GET', '/images', { binaryMediaTypes: ['*/*'] }) });

  expect(event).toMatchObject({ body: null, isBase64Encoded: false });
});

test('the path keeps the encoding of the request', () => {
  const event = translate(
    { path: '/users/a%2Bb@example.com' },
    { pathParameters: { proxy: 'users/a%2Bb@example.com' } },
  );

  expect(event.path).toBe('/users/a%2Bb@example.com');
  expect(event.requestContext.path).toBe('/prod/users/a%2Bb@example.com');
});
