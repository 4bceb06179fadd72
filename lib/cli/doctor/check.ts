/** One row of `doctor`. */
export interface Check {
  readonly name: string;
  readonly result: 'pass' | 'warn' | 'fail';
  readonly found: string;
  /** What puts it right; absent where nothing is wrong. */
  readonly fix?: string;
}
