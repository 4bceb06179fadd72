import type { Workbench } from './workbench.ts';

/** One rule of the event source's behaviour, and a way to see whether it holds. */
export interface Rule {
  /** A sentence. */
  readonly title: string;
  /** Runs while no other does: it disturbs the broker. */
  readonly exclusive?: boolean;
  /** Begun before the others, so that the suite ends with none waited for. */
  readonly slow?: boolean;
  /** What the endpoints must offer beside the Lambda API and Kafka; the rule is skipped where they do not. */
  readonly needs?: 'broker-restart' | 'throttled-function';
  /** Rejects where the rule does not hold. */
  readonly check: (bench: Workbench) => Promise<void>;
}
