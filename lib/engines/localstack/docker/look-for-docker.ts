import { ExecaError } from 'execa';
import { type DockerCall, runDocker } from './run-docker.ts';

/** Whether containers can be run on this machine. */
export type DockerFinding =
  | { readonly answers: true; readonly version: string; readonly socket: string }
  | { readonly answers: false; readonly because: string };

const timeoutMs = 5_000;
const ownSocket = /^(unix|npipe):\/\//;
const ownPort = /^tcp:\/\/(localhost|127\.0\.0\.1|\[::1\])(:|$)/;

/** Asks the docker client where its engine is (DOCKER_HOST, else its context), and the engine what it is. */
export const lookForDocker = async (call: Omit<DockerCall, 'timeoutMs'>): Promise<DockerFinding> => {
  const ask = (...args: string[]): Promise<string> => runDocker(args, { ...call, timeoutMs });
  try {
    const socket = await ask('context', 'inspect', '--format', '{{.Endpoints.docker.Host}}');
    if (!ownSocket.test(socket) && !ownPort.test(socket)) {
      return { answers: false, because: `its engine, ${socket}, is on another machine` };
    }
    const version = await ask('version', '--format', '{{.Server.Version}}');
    return { answers: true, version, socket };
  } catch (error) {
    call.signal?.throwIfAborted();
    if (error instanceof ExecaError) return { answers: false, because: tell(error) };
    throw error;
  }
};

const tell = (error: ExecaError): string => {
  if (error.code === 'ENOENT') return 'there is no docker on the PATH';
  if (error.timedOut) return `its engine does not answer within ${timeoutMs / 1_000} s`;
  return 'its engine does not answer';
};
