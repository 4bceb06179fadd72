import type { IncomingMessage } from 'node:http';

/** API Gateway's payload size limit (API Gateway, quotas). */
export const maxBodyBytes = 10 * 1024 * 1024;

export type ReceivedBody =
  | { readonly kind: 'complete'; readonly body: Buffer }
  | { readonly kind: 'too-long' }
  | { readonly kind: 'aborted' };

const nothing = Buffer.alloc(0);

/** Reads a request's body; one that is too long is told at once and left to be discarded. */
export const readBody = (request: IncomingMessage): Promise<ReceivedBody> => {
  if (Number(request.headers['content-length']) > maxBodyBytes) return Promise.resolve({ kind: 'too-long' });

  const { promise, resolve } = Promise.withResolvers<ReceivedBody>();
  const chunks: Buffer[] = [];
  let bytes = 0;
  const receive = (chunk: Buffer): void => {
    bytes += chunk.length;
    if (bytes <= maxBodyBytes) {
      chunks.push(chunk);
      return;
    }
    request.off('data', receive);
    request.resume();
    resolve({ kind: 'too-long' });
  };
  request.on('data', receive);
  request.once('end', () => {
    const [first = nothing] = chunks;
    resolve({ kind: 'complete', body: chunks.length < 2 ? first : Buffer.concat(chunks, bytes) });
  });
  request.once('error', () => resolve({ kind: 'aborted' }));
  request.once('close', () => resolve({ kind: 'aborted' }));
  return promise;
};
