/** A function as it is deployed; names and limits in AWS's sense. */
export interface FunctionDefinition {
  readonly functionName: string;
  readonly arn: string;
  /** `file.export`, e.g. `index.handler`. */
  readonly handler: string;
  /** Absolute. */
  readonly codeDirectory: string;
  readonly timeoutMs: number;
  readonly memoryMb: number;
  readonly environment: Readonly<Record<string, string>>;
  /** Variables which whoever runs the function adds; they win over every other. */
  readonly hostEnvironment?: Readonly<Record<string, string>> | undefined;
  /** Invocations beyond it are throttled; 0 throttles all; undefined reserves nothing. */
  readonly reservedConcurrency?: number | undefined;
  /** Nobody waits for its answer, as where an event source or a schedule invokes it: it runs after those that somebody waits for. */
  readonly isBackground?: boolean | undefined;
}
