import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

/** Posts one event; true where it was accepted. node:http, since its cost is part of what both arms share. */
export const postEvent = (url: string, apiKey: string, event: unknown): Promise<boolean> =>
  new Promise((resolve) => {
    const body = JSON.stringify([event]);
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      'x-api-key': apiKey,
    };
    request(url, { method: 'POST', agent, headers }, (response) => {
      text(response).then(
        () => resolve(response.statusCode === 202),
        () => resolve(false),
      );
    })
      .on('error', () => resolve(false))
      .end(body);
  });

/** Sends `count` requests, at most `concurrency` at once (closed loop); gives how many were accepted. */
export const sendAll = async (count: number, concurrency: number, send: () => Promise<boolean>): Promise<number> => {
  let begun = 0;
  let accepted = 0;
  const worker = async (): Promise<void> => {
    while (begun < count) {
      begun += 1;
      if (await send()) accepted += 1;
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  return accepted;
};
