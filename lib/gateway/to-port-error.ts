import getPort, { portNumbers } from 'get-port';
import { GatewayPortError } from './gateway-port-error.ts';

const codeOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;

/** Says what stands between the gateway and its port and which one is free; an error of another kind is given back as it is. */
export const toPortError = async (cause: unknown, port: number, host: string): Promise<unknown> => {
  const code = codeOf(cause);
  if (code === 'EADDRINUSE') {
    const free = await getPort({ port: portNumbers(Math.min(port + 1, 65_000), 65_535), host });
    return new GatewayPortError({
      code: 'GATEWAY_PORT_IN_USE',
      message: `Port ${port} of ${host} is in use by another process.`,
      actions: [
        `Give the gateway port ${free}, which is free.`,
        `lsof -nP -iTCP:${port} -sTCP:LISTEN shows who holds ${port}.`,
      ],
      cause,
    });
  }
  if (code === 'EACCES') {
    return new GatewayPortError({
      code: 'GATEWAY_PORT_FORBIDDEN',
      message: `This user may not listen on port ${port} of ${host}.`,
      actions: ['Give the gateway a port from 1024 on: those below belong to the administrator.'],
      cause,
    });
  }
  return cause;
};
