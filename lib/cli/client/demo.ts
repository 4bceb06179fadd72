import type { SluiceClient } from './sluice-client.ts';

/** One statement that the demonstration makes and checks. */
export interface Assertion {
  readonly title: string;
  readonly holds: boolean;
  /** The measured figures behind it. */
  readonly detail: string;
}

export interface DemoReport {
  readonly assertions: readonly Assertion[];
  readonly measured: Readonly<Record<string, unknown>>;
}

export interface DemoContext {
  readonly client: SluiceClient;
  /** Aborted by Ctrl+C. */
  readonly signal: AbortSignal;
  print(line: string): void;
}

/** A flow shown from beginning to end on a running instance; each figure it prints is measured in that run. */
export interface Demo {
  readonly flow: string;
  readonly purpose: string;
  run(context: DemoContext): Promise<DemoReport>;
}
