import { toPortError } from '../../../lib/gateway/to-port-error.ts';

const systemError = (code: string): Error => Object.assign(new Error(code), { code });

test('a port that is in use and one that is not allowed are told apart', async () => {
  const inUse = await toPortError(systemError('EADDRINUSE'), 3000, '127.0.0.1');
  const forbidden = await toPortError(systemError('EACCES'), 80, '127.0.0.1');

  expect(inUse).toMatchObject({ code: 'GATEWAY_PORT_IN_USE' });
  expect(forbidden).toMatchObject({ code: 'GATEWAY_PORT_FORBIDDEN', message: expect.stringContaining('port 80') });
});

test('another failure to listen stays what it is', async () => {
  const other = systemError('EADDRNOTAVAIL');

  expect(await toPortError(other, 3000, '203.0.113.1')).toBe(other);
});
