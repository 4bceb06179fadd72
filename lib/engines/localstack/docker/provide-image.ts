import { ExecaError, execa } from 'execa';
import { ImagePullError } from '../localstack-errors.ts';
import { type DockerCall, dockerOptions, runDocker } from './run-docker.ts';

interface ImageOptions extends DockerCall {
  readonly report: (line: string) => void;
}

const pullTimeoutMs = 30 * 60_000;
const mostLines = 10;

const isThere = (image: string, call: DockerCall): Promise<boolean> =>
  runDocker(['image', 'inspect', '--format', '{{.Id}}', image], call).then(
    () => true,
    (error: unknown) => {
      if (error instanceof ExecaError && error.exitCode !== undefined) return false;
      throw error;
    },
  );

/** Pulls the image where the engine does not have it: more than a gigabyte, once, told line by line. */
export const provideImage = async (image: string, { report, ...call }: ImageOptions): Promise<void> => {
  if (await isThere(image, call)) return;
  report(`LocalStack: Docker brings the image ${image} (once, minutes) …`);
  const started = performance.now();
  const lines: string[] = [];
  try {
    const pulling = execa('docker', ['pull', image], {
      ...dockerOptions({ ...call, timeoutMs: pullTimeoutMs }),
      all: true,
    });
    for await (const line of pulling.iterable({ from: 'all' })) {
      lines.push(line);
      report(`docker: ${line}`);
    }
  } catch (cause) {
    call.signal?.throwIfAborted();
    throw new ImagePullError(image, lines.slice(-mostLines), { cause });
  }
  report(`LocalStack: the image is here after ${Math.round((performance.now() - started) / 1_000)} s`);
};
