import { fork } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openAnswerGate } from './answer-gate.ts';
import type { ProcessEnd } from './describe-end.ts';
import { EnvironmentMessage, type InvocationMessage } from './environment-messages.ts';
import { openLineSplitter } from './line-splitter.ts';

export type ProcessEvent =
  | { readonly kind: 'message'; readonly message: EnvironmentMessage }
  | { readonly kind: 'ended'; readonly end: ProcessEnd };

/** The operating-system process of an environment. It leads a group of its own, which is frozen and ended as one. */
export interface EnvironmentProcess {
  /** Undefined where it could not be started. */
  readonly pid: number | undefined;
  /** Its next answer, or its end, in either case after every line that it wrote before has been handed over. */
  next(): Promise<ProcessEvent>;
  send(invocation: InvocationMessage): void;
  freeze(): void;
  thaw(): void;
  /** SIGKILL to the whole group, frozen or not. */
  kill(): void;
  readonly ended: Promise<ProcessEnd>;
}

const entry = fileURLToPath(new URL('./environment/main.ts', import.meta.url));
export const runtimeDirectory = dirname(entry);

/** A descendant that left the group can hold the streams open; nobody waits longer for its lines. */
const streamGraceMs = 250;

export const startEnvironmentProcess = (options: {
  codeDirectory: string;
  variables: Readonly<Record<string, string>>;
  nodeArguments: readonly string[];
  onLine: (line: string, stream: 'stdout' | 'stderr') => void;
}): EnvironmentProcess => {
  const child = fork(entry, [], {
    cwd: options.codeDirectory,
    env: options.variables,
    execArgv: [...options.nodeArguments],
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    detached: true,
  });

  let heapExhausted = false;
  let receiver: ((event: ProcessEvent) => void) | undefined;
  const ended = Promise.withResolvers<ProcessEnd>();

  const deliver = (event: ProcessEvent): void => {
    const receive = receiver;
    receiver = undefined;
    receive?.(event);
  };
  const flush = (): void => {
    for (const lines of splitters) lines.flush();
  };
  const gate = openAnswerGate((message) => {
    flush();
    deliver({ kind: 'message', message });
  });

  const splitters = (['stdout', 'stderr'] as const).map((stream) => {
    const lines = openLineSplitter((line) => {
      if (stream === 'stderr' && line.includes('JavaScript heap out of memory')) heapExhausted = true;
      options.onLine(line, stream);
    });
    child[stream]?.on('data', (chunk: Buffer) => {
      lines.push(chunk);
      gate.read(stream, chunk.length);
    });
    return lines;
  });

  child.on('message', (raw) => {
    const parsed = EnvironmentMessage.safeParse(raw);
    if (parsed.success) gate.answer(parsed.data);
  });

  const finish = (end: ProcessEnd): void => {
    // An answer that was complete counts, whatever happened after it.
    gate.open();
    flush();
    ended.resolve(end);
    deliver({ kind: 'ended', end });
  };
  child.once('error', (error) => {
    if (child.pid === undefined) finish({ kind: 'not-started', error });
  });
  child.once('exit', (code, signal) => {
    signalGroup('SIGKILL');
    exited = true;
    const end = (): void =>
      finish(signal ? { kind: 'signal', signal, heapExhausted } : { kind: 'exit', code: code ?? 0 });
    const grace = setTimeout(end, streamGraceMs);
    child.once('close', () => {
      clearTimeout(grace);
      end();
    });
  });

  let exited = false;
  const signalGroup = (signal: NodeJS.Signals): void => {
    if (child.pid === undefined || exited) return;
    try {
      process.kill(-child.pid, signal);
    } catch {
      // Nothing of the group is left.
    }
  };

  return {
    pid: child.pid,
    next: () =>
      new Promise((resolve) => {
        receiver = resolve;
      }),
    send: (invocation) => {
      // A failure to send is the end of the process, which is reported as such.
      child.send(invocation, () => undefined);
    },
    freeze: () => signalGroup('SIGSTOP'),
    thaw: () => signalGroup('SIGCONT'),
    kill: () => signalGroup('SIGKILL'),
    ended: ended.promise,
  };
};
