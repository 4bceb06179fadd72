import type { Producer } from 'kafkajs';
import { within } from '../within.ts';

/** A connected producer, and another one after each failure. */
export interface ReplacedProducer {
  /** Rejects as the work does, or after the deadline; the producer is not used again then. */
  use<Result>(work: (producer: Producer) => Promise<Result>): Promise<Result>;
}

interface Opened {
  readonly producer: Producer;
  readonly connected: Promise<void>;
}

/**
 * Connects at once, so that the first use need not wait for it. Cold start only.
 *
 * A producer that has failed is replaced. kafkajs gives the sequence numbers of a failed send to the next one: where the
 * broker had the first after all, it would take the second for a repeat, drop it and acknowledge it.
 */
export const buildReplacedProducer = (build: () => Producer, deadlineMs: number): ReplacedProducer => {
  const open = (): Opened => {
    const producer = build();
    const opened = { producer, connected: producer.connect() };
    opened.connected.catch(() => close(opened));
    return opened;
  };

  const close = (failed: Opened) => {
    if (current === failed) current = undefined;
    failed.producer.disconnect().catch(() => undefined);
  };

  let current: Opened | undefined = open();

  return {
    use: async (work) => {
      current ??= open();
      const opened = current;
      let isOver = false;
      const done = opened.connected.then(() => {
        // A connection that came too late: nothing is sent of which the caller was told that it is missing.
        if (isOver) throw new Error('Connected after the deadline');
        return work(opened.producer);
      });
      try {
        return await within(deadlineMs, done);
      } catch (error) {
        isOver = true;
        done.catch(() => undefined);
        close(opened);
        throw error;
      }
    },
  };
};
