import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where one instance of the local target keeps everything; only what instances share lies beside it. */
export interface Instance {
  readonly name: string;
  /** The project's root. */
  readonly root: string;
  readonly directory: string;
  readonly stateFile: string;
  readonly lockFile: string;
  readonly controlSocket: string;
  /** Where LocalStack's executor finds the Lambda host. */
  readonly executorSocket: string;
  /** A link to what the instance was synthesised to last; instances of the same inputs share it. */
  readonly assemblyDirectory: string;
  readonly logDirectory: string;
}

/** The shortest limit of a Unix socket's path among the platforms is macOS's: 104 bytes with the closing zero. */
const longestSocketPath = 103;

export const buildInstance = (root: string, name: string): Instance => {
  const directory = join(root, '.sluice', name);
  return {
    name,
    root,
    directory,
    stateFile: join(directory, 'state.json'),
    lockFile: join(directory, 'supervisor.lock'),
    controlSocket: toSocketPath(join(directory, 'control.sock')),
    executorSocket: toSocketPath(join(directory, 'executor.sock')),
    assemblyDirectory: join(directory, 'assembly'),
    logDirectory: join(directory, 'logs'),
  };
};

const toSocketPath = (path: string): string => {
  if (Buffer.byteLength(path) <= longestSocketPath) return path;
  const digest = createHash('sha256').update(path).digest('hex').slice(0, 16);
  return join(tmpdir(), `sluice-${digest}.sock`);
};
