import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import {
  CreateEventSourceMappingCommand,
  DeleteEventSourceMappingCommand,
  GetEventSourceMappingCommand,
  GetFunctionCommand,
  InvokeCommand,
  LambdaClient,
  ListEventSourceMappingsCommand,
  ResourceNotFoundException,
  ServiceException,
  UpdateEventSourceMappingCommand,
} from '@aws-sdk/client-lambda';
import type { EventSourcePorts } from '../../../../lib/targets/lambda-api/event-source-routes.ts';
import { startLocalStackLambdaApi } from '../../../../lib/targets/lambda-api/localstack-lambda-api.ts';
import type { LambdaApi } from '../../../../lib/targets/lambda-api/start-api-server.ts';
import { clientOptions, echo, mapping } from './lambda-api-fixture.ts';

const clusterArn = 'arn:aws:kafka:us-east-1:000000000000:cluster/platform/1';
const queueArn = 'arn:aws:sqs:us-east-1:000000000000:queue';
const own = { ...mapping, EventSourceArn: clusterArn };
const theirs = { UUID: '00000000-0000-4000-8000-000000000001', EventSourceArn: queueArn, State: 'Enabled' };

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

interface TestApi extends AsyncDisposable {
  readonly api: LambdaApi;
  readonly client: LambdaClient;
  /** What reached the upstream: method and path, and the body. */
  readonly received: { readonly what: string; readonly body: string; readonly headers: IncomingMessage['headers'] }[];
}

const answerJson =
  (statusCode: number, body: object, headers: Record<string, string> = {}): Answer =>
  (_request, response) =>
    response.writeHead(statusCode, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));

const open = async (
  answer: Answer,
  { hosts, ports = {} }: { hosts?: readonly string[]; ports?: Partial<EventSourcePorts> } = {},
): Promise<TestApi> => {
  const received: TestApi['received'] = [];
  const upstream = createServer((request, response) => {
    text(request).then(
      (body) => {
        received.push({ what: `${request.method} ${request.url}`, body, headers: request.headers });
        answer(request, response);
      },
      () => undefined,
    );
  });
  upstream.listen(0, '127.0.0.1');
  await once(upstream, 'listening');
  const { port } = upstream.address() as AddressInfo;
  const api = await startLocalStackLambdaApi({
    preferredPort: 23_200,
    ...(hosts && { hosts }),
    localStackUrl: () => `http://127.0.0.1:${port}`,
    ports: {
      functions: () => [echo],
      eventSources: () => [own],
      createEventSource: async (_functionName, properties) => ({ ...own, ...properties }),
      updateEventSource: async () => ({ ...own, State: 'Disabling' }),
      deleteEventSource: async () => ({ ...own, State: 'Deleting' }),
      ...ports,
    },
  });
  const client = new LambdaClient({ ...clientOptions, endpoint: api.url });
  return {
    api,
    client,
    received,
    [Symbol.asyncDispose]: async () => {
      client.destroy();
      await api.close();
      upstream.closeAllConnections();
      upstream.close();
    },
  };
};

test('what is no mapping is passed on as it is, and answered as it is', async () => {
  await using opened = await open((_request, response) => {
    response.writeHead(200, { 'X-Amz-Function-Error': 'Unhandled', 'X-Amz-Executed-Version': '7' });
    response.write('{"errorType":');
    setTimeout(() => response.end('"E"}'), 50);
  });

  const payload = `"${'ä'.repeat(1_000_000)}"`;
  const answer = await opened.client.send(
    new InvokeCommand({ FunctionName: echo.arn, Payload: Buffer.from(payload), LogType: 'Tail' }),
  );

  expect(Buffer.from(answer.Payload ?? []).toString()).toBe('{"errorType":"E"}');
  expect(answer).toMatchObject({ StatusCode: 200, FunctionError: 'Unhandled', ExecutedVersion: '7' });
  expect(opened.received).toHaveLength(1);
  expect(opened.received[0]?.what).toBe(`POST /2015-03-31/functions/${encodeURIComponent(echo.arn)}/invocations`);
  expect(opened.received[0]?.body).toBe(payload);
  expect(opened.received[0]?.headers).toMatchObject({
    'x-amz-log-type': 'Tail',
    authorization: expect.stringContaining('/us-east-1/lambda/aws4_request'),
  });
});

test('an error of LocalStack is the error class that the SDK knows', async () => {
  await using opened = await open(
    answerJson(404, { Type: 'User', Message: 'no such function' }, { 'x-amzn-errortype': 'ResourceNotFoundException' }),
  );

  const asked = opened.client.send(new GetFunctionCommand({ FunctionName: 'nobody' }));

  await expect(asked).rejects.toBeInstanceOf(ResourceNotFoundException);
});

test('a list has the mappings of both, filtered by each for its own', async () => {
  await using opened = await open(answerJson(200, { NextMarker: 'next', EventSourceMappings: [theirs] }));
  const list = async (query: { FunctionName?: string; EventSourceArn?: string; Marker?: string }) => {
    const page = await opened.client.send(new ListEventSourceMappingsCommand(query));
    return page.EventSourceMappings?.map(({ UUID }) => UUID);
  };

  const all = await opened.client.send(new ListEventSourceMappingsCommand({}));

  expect(all.EventSourceMappings?.map(({ UUID }) => UUID)).toEqual([own.UUID, theirs.UUID]);
  expect(all.NextMarker).toBe('next');
  expect(await list({ FunctionName: 'echo', EventSourceArn: clusterArn })).toEqual([own.UUID, theirs.UUID]);
  expect(await list({ FunctionName: 'of-localstack-alone' })).toEqual([theirs.UUID]);
  expect(await list({ EventSourceArn: queueArn })).toEqual([theirs.UUID]);
  expect(await list({ Marker: 'next' })).toEqual([theirs.UUID]);
  expect(opened.received.map(({ what }) => what)).toContain(
    `GET /2015-03-31/event-source-mappings?EventSourceArn=${encodeURIComponent(queueArn)}`,
  );
});

test('a mapping is asked for, changed and deleted where it is', async () => {
  await using opened = await open(answerJson(202, theirs));
  const { client } = opened;

  const got = await client.send(new GetEventSourceMappingCommand({ UUID: own.UUID }));
  const updated = await client.send(new UpdateEventSourceMappingCommand({ UUID: own.UUID, Enabled: false }));
  const deleted = await client.send(new DeleteEventSourceMappingCommand({ UUID: own.UUID }));
  const reachedUpstream = opened.received.length;
  const others = [
    await client.send(new GetEventSourceMappingCommand({ UUID: theirs.UUID })),
    await client.send(new UpdateEventSourceMappingCommand({ UUID: theirs.UUID, Enabled: false })),
    await client.send(new DeleteEventSourceMappingCommand({ UUID: theirs.UUID })),
  ];

  expect([got, updated, deleted].map(({ State }) => State)).toEqual(['Enabled', 'Disabling', 'Deleting']);
  expect(reachedUpstream).toBe(0);
  expect(others.map(({ UUID }) => UUID)).toEqual([theirs.UUID, theirs.UUID, theirs.UUID]);
  expect(opened.received.map(({ what, body }) => [what.split(' ')[0], body])).toEqual([
    ['GET', ''],
    ['PUT', '{"Enabled":false}'],
    ['DELETE', ''],
  ]);
});

test("a mapping of Kafka is made by our event source, any other by LocalStack from the request's body", async () => {
  const created: unknown[] = [];
  await using opened = await open(answerJson(202, theirs), {
    ports: {
      createEventSource: async (functionName, properties) => {
        created.push([functionName, properties]);
        return own;
      },
    },
  });

  const kafka = await opened.client.send(
    new CreateEventSourceMappingCommand({ FunctionName: echo.arn, EventSourceArn: clusterArn, Topics: ['orders'] }),
  );
  const queue = await opened.client.send(
    new CreateEventSourceMappingCommand({ FunctionName: 'echo', EventSourceArn: queueArn, BatchSize: 5 }),
  );

  expect([kafka.UUID, queue.UUID]).toEqual([own.UUID, theirs.UUID]);
  expect(created).toEqual([['echo', { EventSourceArn: clusterArn, Topics: ['orders'] }]]);
  expect(opened.received.map(({ body }) => JSON.parse(body))).toEqual([
    { FunctionName: 'echo', EventSourceArn: queueArn, BatchSize: 5 },
  ]);
});

test('a LocalStack that is down, or not up yet, is a ServiceException at once; our own mappings still answer', async () => {
  let url: string | undefined = 'http://127.0.0.1:9';
  const api = await startLocalStackLambdaApi({
    preferredPort: 23_200,
    localStackUrl: () => url,
    ports: {
      functions: () => [echo],
      eventSources: () => [own],
      createEventSource: async () => own,
      updateEventSource: async () => own,
      deleteEventSource: async () => own,
    },
  });
  await using _closing = { [Symbol.asyncDispose]: () => api.close() };
  const client = new LambdaClient({ ...clientOptions, endpoint: api.url });

  const invoked = await client.send(new InvokeCommand({ FunctionName: 'echo' })).catch((error: unknown) => error);
  const listed = await client.send(new ListEventSourceMappingsCommand({})).catch((error: unknown) => error);
  url = undefined;
  const early = await client.send(new InvokeCommand({ FunctionName: 'echo' })).catch((error: unknown) => error);
  const got = await client.send(new GetEventSourceMappingCommand({ UUID: own.UUID }));
  client.destroy();

  for (const error of [invoked, listed, early]) expect(error).toBeInstanceOf(ServiceException);
  expect([invoked, listed, early].map((error) => (error as ServiceException).message)).toEqual([
    'LocalStack does not answer.',
    'LocalStack does not answer.',
    'LocalStack is not up yet.',
  ]);
  expect(got.UUID).toBe(own.UUID);
});

test('an answer that breaks off in the middle breaks off for the client too', async () => {
  await using opened = await open((_request, response) => {
    response.writeHead(200, { 'content-length': '100' });
    response.write('{"half');
    setTimeout(() => response.destroy(), 50);
  });

  const response = await fetch(`${opened.api.url}/2015-03-31/functions/echo`);

  expect(response.status).toBe(200);
  await expect(response.text()).rejects.toThrow();
});

test('it listens on every address that it is given', async () => {
  await using opened = await open(answerJson(200, { FunctionName: 'echo' }), { hosts: ['127.0.0.1', 'localhost'] });

  const answers = await Promise.all(
    opened.api.urls.map(async (url) => (await fetch(`${url}/2015-03-31/functions/echo/configuration`)).status),
  );

  expect(opened.api.urls).toEqual([opened.api.url, expect.stringMatching(/^http:\/\/localhost:\d+$/)]);
  expect(answers).toEqual([200, 200]);
});
