import { execa, type Options } from 'execa';

export interface DockerCall {
  /** Of the user's shell: what says which engine the client talks to is in it. */
  readonly environment: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal | undefined;
  readonly timeoutMs?: number;
}

const defaultTimeoutMs = 30_000;

/** How any call of the docker client is run: with nothing to read, and this environment alone. */
export const dockerOptions = ({ environment, signal, timeoutMs = defaultTimeoutMs }: DockerCall) =>
  ({
    env: environment,
    extendEnv: false,
    stdin: 'ignore',
    timeout: timeoutMs,
    ...(signal && { cancelSignal: signal }),
  }) as const satisfies Options;

/** What a call of the docker client answers; rejects with what it wrote where it fails, or does not answer in time. */
export const runDocker = async (args: readonly string[], call: DockerCall): Promise<string> => {
  const { stdout } = await execa('docker', args, dockerOptions(call));
  return stdout.trim();
};
