import { z } from 'zod';

/** What a LocalStack says of itself. */
export interface LocalStackFacts {
  /** `4.13.1`, with a build's hash behind a colon in some images. */
  readonly version: string;
  /** Whether it runs in the image, and not as a process of this machine. */
  readonly isInDocker: boolean;
}

const Info = z.object({ version: z.string(), is_docker: z.boolean() });

const timeoutMs = 2_000;

const get = async (address: string, path: string): Promise<Response> => {
  const response = await fetch(new URL(path, address), { signal: AbortSignal.timeout(timeoutMs) });
  if (!response.ok) throw new Error(`${path} was answered ${response.status}.`);
  return response;
};

/** Resolves if a LocalStack answers its health and what it is at this address, `http://127.0.0.1:4566`. */
export const probeLocalStack = async (address: string): Promise<LocalStackFacts> => {
  const health = await get(address, '/_localstack/health');
  await health.body?.cancel();
  const { version, is_docker } = Info.parse(await (await get(address, '/_localstack/info')).json());
  return { version, isInDocker: is_docker };
};
