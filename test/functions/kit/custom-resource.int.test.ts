import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { customResource } from '../../../functions/kit/custom-resource.ts';

const created = async () => ({ PhysicalResourceId: 'cluster-1', Data: { BootstrapServers: 'b-1:9098' } });
const refused = async () => {
  throw new Error('no such cluster');
};
const identity = { StackId: 'stack-1', RequestId: 'request-1', LogicalResourceId: 'Endpoint' };

/** Waits for CloudFormation's answer at a real address. */
const answerTo = async (call: (address: string) => Promise<unknown>) => {
  const received: { request: IncomingMessage; body: string }[] = [];
  const server = createServer(async (request, response) => {
    received.push({ request, body: await text(request) });
    response.end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    await call(`http://127.0.0.1:${(server.address() as AddressInfo).port}/answer`);
    return received.map(({ request, body }) => ({
      method: request.method,
      contentType: request.headers['content-type'],
      answer: JSON.parse(body),
    }));
  } finally {
    server.close();
    server.closeAllConnections();
  }
};

test('answers CloudFormation with the attributes, without a content type', async () => {
  const answers = await answerTo((ResponseURL) =>
    customResource(created)({ ...identity, RequestType: 'Create', ResponseURL, ResourceProperties: {} }),
  );

  expect(answers).toEqual([
    {
      method: 'PUT',
      contentType: '',
      answer: {
        ...identity,
        PhysicalResourceId: 'cluster-1',
        Status: 'SUCCESS',
        Data: { BootstrapServers: 'b-1:9098' },
      },
    },
  ]);
});

test('answers a failure too, once, so that the deployment does not wait', async () => {
  const answers = await answerTo((ResponseURL) =>
    customResource(refused)({ ...identity, RequestType: 'Create', ResponseURL, ResourceProperties: {} }),
  );

  expect(answers.map(({ answer }) => answer)).toEqual([
    { ...identity, PhysicalResourceId: 'Endpoint', Status: 'FAILED', Reason: 'Error: no such cluster' },
  ]);
});

test('a deletion leaves everything and keeps the physical id', async () => {
  const answers = await answerTo((ResponseURL) =>
    customResource(refused)({ ...identity, RequestType: 'Delete', ResponseURL, PhysicalResourceId: 'cluster-1' }),
  );

  expect(answers.map(({ answer }) => answer)).toEqual([
    { ...identity, PhysicalResourceId: 'cluster-1', Status: 'SUCCESS', Data: {} },
  ]);
});

test('whoever gives no address gets the state, or the error', async () => {
  expect(await customResource(created)({ RequestType: 'Create' })).toMatchObject({ PhysicalResourceId: 'cluster-1' });
  await expect(customResource(refused)({ RequestType: 'Create' })).rejects.toThrow('no such cluster');
});
