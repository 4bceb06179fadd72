import { writeSync } from 'node:fs';
import { Writable } from 'node:stream';

/** How many bytes this process has written to its streams. */
export const written = { stdoutBytes: 0, stderrBytes: 0 };

/** Appends one line to the log. */
export const writeLine = (text: string): void => {
  writeFully('stdout', Buffer.from(`${text}\n`));
};

/**
 * Makes both streams synchronous: what was written is out before the answer that follows it, and is not lost when the process
 * exits. Node's own streams to a pipe buffer what the pipe does not take at once.
 */
export const replaceStandardStreams = (): void => {
  for (const name of ['stdout', 'stderr'] as const) {
    const stream = new Writable({
      decodeStrings: true,
      write: (chunk: Buffer, _encoding, done) => {
        writeFully(name, chunk);
        done();
      },
    });
    const value = Object.assign(stream, { fd: descriptors[name] });
    Object.defineProperty(process, name, { value, configurable: true, enumerable: true });
  }
};

const descriptors = { stdout: 1, stderr: 2 } as const;

const writeFully = (name: 'stdout' | 'stderr', bytes: Buffer): void => {
  written[`${name}Bytes`] += bytes.length;
  let offset = 0;
  while (offset < bytes.length) {
    try {
      offset += writeSync(descriptors[name], bytes, offset);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) throw error;
      // A child process of the handler made the shared pipe non-blocking, and it is full.
      Atomics.wait(pause, 0, 0, 1);
    }
  }
};

const pause = new Int32Array(new SharedArrayBuffer(4));
