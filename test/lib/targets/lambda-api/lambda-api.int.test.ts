import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import {
  GetFunctionConfigurationCommand,
  InvokeCommand,
  LambdaClient,
  ListEventSourceMappingsCommand,
  ListFunctionsCommand,
  ResourceNotFoundException,
  TooManyRequestsException,
  UpdateEventSourceMappingCommand,
} from '@aws-sdk/client-lambda';
import { SluiceError } from '../../../../lib/foundation/sluice-error.ts';
import { type LambdaApiPorts, startLambdaApi } from '../../../../lib/targets/lambda-api/lambda-api.ts';
import type { LambdaApi } from '../../../../lib/targets/lambda-api/start-api-server.ts';
import { clientOptions, echo, mapping } from './lambda-api-fixture.ts';

class ThrottledError extends SluiceError {
  readonly code = 'THROTTLED';
}

const serve = async (ports: Partial<LambdaApiPorts>): Promise<{ api: LambdaApi; client: LambdaClient }> => {
  const api = await startLambdaApi({
    preferredPort: 23_000,
    ports: {
      functions: () => [echo],
      invoke: async (_name, payload) => ({
        payload,
        functionError: undefined,
        executedVersion: '$LATEST',
        requestId: 'b3ad5f6e-0c3f-4c55-9d1e-5f6a0c1f9d11',
        logTail: Buffer.from('the end of the log').toString('base64'),
      }),
      eventSources: () => [mapping],
      updateEventSource: async (_uuid, changes) => ({
        ...mapping,
        State: changes['Enabled'] ? 'Enabling' : 'Disabling',
      }),
      createEventSource: async (functionName, properties) => ({ ...mapping, ...properties, functionName }),
      deleteEventSource: async () => ({ ...mapping, State: 'Deleting' }),
      ...ports,
    },
  });
  return { api, client: new LambdaClient({ ...clientOptions, endpoint: api.url }) };
};

const opened: { api: LambdaApi; client: { destroy(): void } }[] = [];
const open = async (ports: Partial<LambdaApiPorts> = {}): Promise<LambdaClient> => {
  const each = await serve(ports);
  opened.push(each);
  return each.client;
};

afterEach(async () => {
  for (const { api, client } of opened.splice(0)) {
    client.destroy();
    await api.close();
  }
});

test('the SDK invokes a function by name or ARN and gets its answer, version and log tail', async () => {
  const client = await open();

  const answer = await client.send(
    new InvokeCommand({ FunctionName: echo.arn, Payload: Buffer.from('{"a":"ä"}'), LogType: 'Tail' }),
  );

  expect(Buffer.from(answer.Payload ?? []).toString()).toBe('{"a":"ä"}');
  expect(answer).toMatchObject({ StatusCode: 200, ExecutedVersion: '$LATEST' });
  expect(Buffer.from(answer.LogResult ?? '', 'base64').toString()).toBe('the end of the log');
});

test('an asynchronous invocation is accepted without an answer', async () => {
  const client = await open();

  const answer = await client.send(new InvokeCommand({ FunctionName: 'echo', InvocationType: 'Event', Payload: '{}' }));

  expect(answer.StatusCode).toBe(202);
});

test('a function error is no error of the call', async () => {
  const client = await open({
    invoke: async () => ({
      payload: '{"errorType":"Error","errorMessage":"no"}',
      functionError: 'Unhandled',
      executedVersion: '$LATEST',
      requestId: 'r',
      logTail: '',
    }),
  });

  await expect(client.send(new InvokeCommand({ FunctionName: 'echo' }))).resolves.toMatchObject({
    FunctionError: 'Unhandled',
    StatusCode: 200,
  });
});

test('the SDK sees its own error classes', async () => {
  const throttled = await open({
    invoke: async () => {
      throw new ThrottledError('Rate Exceeded.');
    },
  });

  await expect(throttled.send(new InvokeCommand({ FunctionName: 'echo' }))).rejects.toBeInstanceOf(
    TooManyRequestsException,
  );
  await expect(throttled.send(new InvokeCommand({ FunctionName: 'nobody' }))).rejects.toBeInstanceOf(
    ResourceNotFoundException,
  );
});

test('functions are listed and described', async () => {
  const client = await open();

  const { Functions } = await client.send(new ListFunctionsCommand({}));
  const described = await client.send(new GetFunctionConfigurationCommand({ FunctionName: 'echo' }));

  expect(Functions?.map(({ FunctionName }) => FunctionName)).toEqual(['echo']);
  expect(described).toMatchObject({ Timeout: 3, MemorySize: 128, Environment: { Variables: { COLOUR: 'blue' } } });
});

test('event sources are listed by function and updated', async () => {
  const client = await open();

  const { EventSourceMappings } = await client.send(new ListEventSourceMappingsCommand({ FunctionName: 'echo' }));
  const updated = await client.send(new UpdateEventSourceMappingCommand({ UUID: mapping.UUID, Enabled: false }));

  expect(EventSourceMappings?.[0]).toMatchObject({ UUID: mapping.UUID, LastModified: new Date(1_700_000_000_500) });
  expect(updated.State).toBe('Disabling');
});

test('an API that is not emulated says so, whichever service it belongs to', async () => {
  const client = await open();
  const endpoint = `${opened[0]?.api.url}/not-emulated`;
  const dynamodb = new DynamoDBClient({ ...clientOptions, endpoint });

  await expect(dynamodb.send(new ListTablesCommand({}))).rejects.toThrow('not emulated locally');
  dynamodb.destroy();
  client.destroy();
});
