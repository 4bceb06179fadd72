/** What a command gives back: data for programs, lines for people. */
export interface CommandResult {
  /** Goes into the JSON envelope's `data`. */
  readonly data: unknown;
  /** Goes to standard output where `--json` is not given. */
  readonly lines: readonly string[];
  readonly warnings?: readonly string[];
  /** True where the command ran but what it checked does not hold: exit code 1. */
  readonly failed?: boolean;
}
