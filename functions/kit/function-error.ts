/** What every error of the functions tells: a stable code, whether trying again can help, and what can be done about it. */
export abstract class FunctionError extends Error {
  /** Stable and upper-case with underscores: clients and scripts match on it. */
  abstract readonly code: string;
  /** The HTTP status that a client is answered with. */
  readonly status: number = 500;
  /** True where the same call may succeed later without anything being changed. */
  readonly retryable: boolean = false;
  /** Each a sentence that puts it right, most likely first. */
  readonly actions: readonly string[];

  constructor(message: string, options: { cause?: unknown; actions?: readonly string[] } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = new.target.name;
    this.actions = options.actions ?? [];
  }
}
