import { once } from 'node:events';
import { createServer } from 'node:net';
import { jest } from '@jest/globals';
import getPort from 'get-port';
import { buildDynamoDbEngine } from '../../../lib/engines/dynamodb/dynamodb-engine.ts';
import { buildKafkaEngine } from '../../../lib/engines/kafka/kafka-engine.ts';
import { useInstance } from './use-instance.ts';

jest.setTimeout(60_000);

const kafkas = useInstance(buildKafkaEngine);
const dynamodbs = useInstance(buildDynamoDbEngine);

test('a broker that the user runs is used and left running', async () => {
  const own = kafkas.build();
  const { address, port } = await own.start();
  const external = kafkas.build({ environment: { KAFKA_BOOTSTRAP_SERVERS: address } });

  expect(await external.start()).toEqual({ host: '127.0.0.1', port, address });
  expect(external).toMatchObject({ isExternal: true, identity: undefined });
  expect(await external.health()).toBe('up');
  await external.stop();

  expect(await own.health()).toBe('up');
});

test('a broker that does not answer is named with its variable, and nothing is started for it', async () => {
  const address = `127.0.0.1:${await getPort()}`;
  const external = kafkas.build({ environment: { KAFKA_BOOTSTRAP_SERVERS: address } });

  const error = await external.start().catch((thrown: unknown) => thrown);

  expect(error).toMatchObject({
    code: 'EXTERNAL_ENGINE_SILENT',
    message: `KAFKA_BOOTSTRAP_SERVERS names Kafka at ${address}, which does not answer.`,
    actions: [
      'start that server, or correct KAFKA_BOOTSTRAP_SERVERS',
      expect.stringContaining('unset KAFKA_BOOTSTRAP_SERVERS'),
    ],
  });
  expect(await external.health()).toBe('down');
});

test('a listener that speaks something else does not pass for DynamoDB', async () => {
  const deaf = createServer().listen(0, '127.0.0.1');
  await once(deaf, 'listening');
  const bound = deaf.address();
  const port = bound && typeof bound === 'object' ? bound.port : 0;
  const external = dynamodbs.build({ environment: { DYNAMODB_ENDPOINT: `http://127.0.0.1:${port}` } });

  const error = await external.start().catch((thrown: unknown) => thrown);
  deaf.close();

  expect(error).toMatchObject({
    code: 'EXTERNAL_ENGINE_SILENT',
    message: expect.stringContaining('DYNAMODB_ENDPOINT names'),
  });
});
