import { once } from 'node:events';
import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';

export interface Registration {
  readonly functionName: string;
  readonly codeDirectory: string;
  readonly environment: Record<string, string>;
  readonly hostEnvironment: Record<string, string>;
}

export interface LambdaHostStandIn {
  readonly registrations: Registration[];
  close(): void;
}

/** Speaks the executor's protocol on a Unix socket: every invocation is answered with its event and the function's name. */
export const startLambdaHostStandIn = async (socketPath: string): Promise<LambdaHostStandIn> => {
  const byId = new Map<string, Registration>();
  const registrations: Registration[] = [];
  const server = createServer(async (request, response) => {
    const [, , id = ''] = request.url?.split('/') ?? [];
    switch (request.method) {
      case 'PUT': {
        const registration = (await json(request)) as Registration;
        byId.set(id, registration);
        registrations.push(registration);
        response.writeHead(204).end();
        return;
      }
      case 'DELETE':
        response.writeHead(204).end();
        return;
      default: {
        const { payload, requestId } = (await json(request)) as { payload: string; requestId: string };
        const answer = { event: JSON.parse(payload), by: byId.get(id)?.functionName };
        const log = `START RequestId: ${requestId}\n`;
        response.writeHead(200).end(JSON.stringify({ payload: JSON.stringify(answer), functionError: null, log }));
      }
    }
  });
  server.listen(socketPath);
  await once(server, 'listening');
  return { registrations, close: () => server.close() };
};
