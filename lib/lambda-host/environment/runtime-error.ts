/** An error of the runtime itself, whose name is what AWS answers as errorType. */
export class RuntimeError extends Error {
  constructor(name: `Runtime.${string}`, message: string, options?: { cause?: unknown; stack?: string | undefined }) {
    super(message, options?.cause === undefined ? undefined : { cause: options.cause });
    this.name = name;
    if (options?.stack !== undefined) this.stack = options.stack;
    else if (this.stack !== undefined) this.stack = this.stack.replace(/^Error/, name);
  }
}
