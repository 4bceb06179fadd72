/** How an environment's process ended. */
export type ProcessEnd =
  | { readonly kind: 'exit'; readonly code: number }
  | { readonly kind: 'signal'; readonly signal: NodeJS.Signals; readonly heapExhausted: boolean }
  | { readonly kind: 'not-started'; readonly error: Error };

export interface EndDescription {
  readonly errorType: string;
  readonly message: string;
}

/** Lambda's words for a runtime that ended before it answered. */
export const describeEnd = (end: ProcessEnd): EndDescription => {
  switch (end.kind) {
    case 'exit':
      return {
        errorType: 'Runtime.ExitError',
        message:
          end.code === 0
            ? 'Error: Runtime exited without providing a reason'
            : `Error: Runtime exited with error: exit status ${end.code}`,
      };
    case 'signal':
      return end.heapExhausted
        ? { errorType: 'Runtime.OutOfMemory', message: 'Error: Runtime exited with error: signal: killed' }
        : {
            errorType: 'Runtime.ExitError',
            message: `Error: Runtime exited with error: signal: ${signalNames[end.signal] ?? end.signal}`,
          };
    case 'not-started':
      return { errorType: 'Runtime.InvalidWorkingDir', message: `Error: ${end.error.message}` };
  }
};

/** As Go's syscall package names them, in which Lambda's supervisor is written. */
const signalNames: Partial<Record<NodeJS.Signals, string>> = {
  SIGABRT: 'aborted',
  SIGALRM: 'alarm clock',
  SIGBUS: 'bus error',
  SIGFPE: 'floating point exception',
  SIGHUP: 'hangup',
  SIGILL: 'illegal instruction',
  SIGINT: 'interrupt',
  SIGKILL: 'killed',
  SIGPIPE: 'broken pipe',
  SIGQUIT: 'quit',
  SIGSEGV: 'segmentation fault',
  SIGTERM: 'terminated',
  SIGTRAP: 'trace/breakpoint trap',
};
