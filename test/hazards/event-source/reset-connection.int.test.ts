import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { resetConnection } from './reset-connection.ts';

/** Both ends of a connection. */
const openConnection = async (stack: AsyncDisposableStack): Promise<readonly [accepted: Socket, connected: Socket]> => {
  const server = createServer().listen(0, '127.0.0.1');
  stack.defer(() => {
    server.close();
  });
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const connected = connect(address.port, '127.0.0.1');
  const [accepted]: Socket[] = await once(server, 'connection');
  if (!accepted) throw new Error('no connection');
  return [accepted, connected];
};

test('a connection is reset for its other end', async () => {
  await using stack = new AsyncDisposableStack();
  const [accepted, connected] = await openConnection(stack);
  const failed = once(connected, 'error');

  resetConnection(accepted);

  expect(await failed).toEqual([expect.objectContaining({ code: 'ECONNRESET' })]);
});

test('a connection whose end is being sent is closed all the same', async () => {
  await using stack = new AsyncDisposableStack();
  const [accepted, connected] = await openConnection(stack);
  const closed = Promise.all([once(accepted, 'close'), once(connected, 'close')]);
  connected.resume();

  accepted.end();
  resetConnection(accepted);

  expect(await closed).toHaveLength(2);
});
