/** What every error of ours tells: a stable code, whether trying again can help, and what the user can do. */
export abstract class SluiceError extends Error {
  /** Stable and upper-case with underscores: scripts match on it. */
  abstract readonly code: string;
  /** True where the same call may succeed later without anything being changed. */
  readonly retryable: boolean = false;
  /** Each a sentence or a command that puts it right, most likely first. */
  readonly actions: readonly string[];

  constructor(message: string, options: { cause?: unknown; actions?: readonly string[] } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = new.target.name;
    this.actions = options.actions ?? [];
  }
}
