import { z } from 'zod';

const requestTimeoutMs = 2_000;

export interface LocalStackInfo {
  readonly version: string;
  readonly isDocker: boolean;
}

const Info = z.object({ version: z.string(), is_docker: z.boolean() });

const read = async (address: string, path: string): Promise<unknown> => {
  const answer = await fetch(new URL(path, address), { signal: AbortSignal.timeout(requestTimeoutMs) });
  if (!answer.ok) throw new Error(`${path} was answered ${answer.status}.`);
  return answer.json();
};

/** Resolves if a LocalStack at this URL says how its services are. */
export const probeLocalStack = async (address: string): Promise<void> => {
  z.object({ services: z.record(z.string(), z.string()) }).parse(await read(address, '/_localstack/health'));
};

/** What a LocalStack says of itself. */
export const readLocalStackInfo = async (address: string): Promise<LocalStackInfo> => {
  const { version, is_docker } = Info.parse(await read(address, '/_localstack/info'));
  return { version, isDocker: is_docker };
};
