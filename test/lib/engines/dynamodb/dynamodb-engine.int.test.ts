import { join } from 'node:path';
import { CreateTableCommand, DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { jest } from '@jest/globals';
import { buildDynamoDbEngine } from '../../../../lib/engines/dynamodb/dynamodb-engine.ts';
import type { EngineCrash } from '../../../../lib/engines/engine.ts';
import { isListener } from '../../../../lib/engines/find-listener.ts';
import { useInstance } from '../use-instance.ts';

jest.setTimeout(60_000);

const instance = useInstance(buildDynamoDbEngine);

const connect = (endpoint: string, accessKeyId = 'local') =>
  new DynamoDBClient({ endpoint, region: 'eu-west-1', credentials: { accessKeyId, secretAccessKey: 'local' } });

const createTable = (client: DynamoDBClient) =>
  client.send(
    new CreateTableCommand({
      TableName: 'events',
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    }),
  );

const put = (client: DynamoDBClient, id: string) =>
  client.send(new PutItemCommand({ TableName: 'events', Item: { id: { S: id } } }));

const isStored = async (client: DynamoDBClient, id: string): Promise<boolean> => {
  const { Item } = await client.send(new GetItemCommand({ TableName: 'events', Key: { id: { S: id } } }));
  return Item !== undefined;
};

test('an item that was stored is still there after a stop and a start, whoever asks', async () => {
  const dynamodb = instance.build();
  const { address } = await dynamodb.start();
  const client = connect(address);
  await createTable(client);
  await put(client, 'before the stop');
  await dynamodb.stop();

  const again = await dynamodb.start();

  expect(again.address).toBe(address);
  expect(await isStored(connect(address, 'somebodyElse'), 'before the stop')).toBe(true);
});

test('a killed server is reported, and comes back on the same port with its items', async () => {
  const crash = Promise.withResolvers<EngineCrash>();
  const dynamodb = instance.build({ onCrash: crash.resolve });
  const { address } = await dynamodb.start();
  const client = connect(address);
  await createTable(client);
  await put(client, 'before the crash');

  process.kill(dynamodb.identity?.pid ?? 0, 'SIGKILL');
  const report = await crash.promise;
  await dynamodb.start();

  expect(report).toMatchObject({ engine: 'dynamodb', signal: 'SIGKILL' });
  expect(dynamodb.endpoint?.address).toBe(address);
  expect(await isStored(client, 'before the crash')).toBe(true);
});

test('a server of a supervisor that died is adopted, and stopped by its new one', async () => {
  const first = instance.build();
  const endpoint = await first.start();
  const identity = first.identity;
  if (identity === undefined) throw new Error('It runs, so it has an identity.');
  const second = instance.build();

  expect(await second.adopt(identity, endpoint)).toBe(true);
  expect(await second.health()).toBe('up');
  await second.stop();

  expect(await first.health()).toBe('down');
});

test('two servers that start at the same moment listen on ports of their own, each its own process', async () => {
  const other = join(instance.directory(), 'other');
  const first = instance.build({ port: undefined });
  const second = instance.build({ port: undefined, instanceDirectory: other });

  const [here, there] = await Promise.all([first.start(), second.start()]);
  await createTable(connect(here.address));
  await put(connect(here.address), 'in the first');
  await createTable(connect(there.address));

  expect(here.port).not.toBe(there.port);
  expect(await isListener(first.identity?.pid ?? 0, here.port)).toBe(true);
  expect(await isListener(second.identity?.pid ?? 0, there.port)).toBe(true);
  expect(await isStored(connect(there.address), 'in the first')).toBe(false);
});

test('what has ended is not adopted', async () => {
  const dynamodb = instance.build();
  const endpoint = await dynamodb.start();
  const identity = dynamodb.identity;
  await dynamodb.stop();

  expect(identity && (await instance.build().adopt(identity, endpoint))).toBe(false);
});

test('a live process that does not answer is not adopted but stopped', async () => {
  const dynamodb = instance.build();
  const endpoint = await dynamodb.start();
  const { identity } = dynamodb;
  process.kill(identity?.pid ?? 0, 'SIGSTOP');
  const other = instance.build();

  const adopting = identity && other.adopt(identity, endpoint);
  setTimeout(() => void other.stop(), 500);

  await expect(adopting).rejects.toMatchObject({ code: 'ENGINE_STOPPED' });
  expect(await dynamodb.health()).toBe('down');
});
