import type { SluiceClient } from './sluice-client.ts';

/** One statement that a demonstration makes and checks. */
export interface Assertion {
  readonly title: string;
  readonly holds: boolean;
  /** The measured figures behind it. */
  readonly detail: string;
}

export interface PartReport {
  readonly assertions: readonly Assertion[];
  /** What was measured, for `--json`. */
  readonly measured: Readonly<Record<string, unknown>>;
}

export interface DemoContext {
  readonly client: SluiceClient;
  /** Aborted by Ctrl+C. */
  readonly signal: AbortSignal;
  print(line: string): void;
}

/** A step that a presenter walks through; every figure it prints is measured in that run. */
export interface DemoPart {
  readonly name: string;
  readonly title: string;
  /** What to say; each sentence holds whatever the figures are. */
  readonly talkingPoints: readonly string[];
  /** What to show instead if this part fails on stage. */
  readonly backup: string;
  run(context: DemoContext): Promise<PartReport>;
}

/** A flow shown from beginning to end on a running instance. */
export interface Demo {
  readonly flow: string;
  readonly purpose: string;
  /** The command that judges what was sent once more. */
  readonly verify: string;
  readonly parts: readonly [DemoPart, ...DemoPart[]];
}
