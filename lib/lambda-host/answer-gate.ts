import type { EnvironmentMessage } from './environment-messages.ts';

/** Holds an answer back until every byte that was written before it has been read: the channel may be faster than the streams. */
export interface AnswerGate {
  answer(message: EnvironmentMessage): void;
  read(stream: 'stdout' | 'stderr', bytes: number): void;
  /** No more will be read: an answer that is held back goes on. */
  open(): void;
}

export const openAnswerGate = (deliver: (message: EnvironmentMessage) => void): AnswerGate => {
  const read = { stdout: 0, stderr: 0 };
  let held: EnvironmentMessage | undefined;

  const release = (): void => {
    const message = held;
    held = undefined;
    if (message) deliver(message);
  };
  const releaseWhenRead = (): void => {
    if (held && read.stdout >= held.stdoutBytes && read.stderr >= held.stderrBytes) release();
  };

  return {
    answer: (message) => {
      held = message;
      releaseWhenRead();
    },
    read: (stream, bytes) => {
      read[stream] += bytes;
      releaseWhenRead();
    },
    open: release,
  };
};
