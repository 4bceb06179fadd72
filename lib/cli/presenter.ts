import { createInterface } from 'node:readline/promises';
import { setTimeout as delay } from 'node:timers/promises';

/** How one part of a demonstration gives way to the next. */
export type Advance =
  | { readonly kind: 'at-once' }
  | { readonly kind: 'on-enter' }
  | { readonly kind: 'after'; readonly ms: number };

/** Waits as the presenter wants it; a Ctrl+C ends the wait. */
export const waitForAdvance = async (advance: Advance, nextTitle: string, signal: AbortSignal): Promise<void> => {
  switch (advance.kind) {
    case 'at-once':
      return;
    case 'after':
      await delay(advance.ms, undefined, { signal }).catch(() => undefined);
      return;
    case 'on-enter': {
      const prompt = createInterface({ input: process.stdin, output: process.stderr });
      // The terminal's Ctrl+C reaches the prompt first: it is handed on as the signal that it would have been.
      prompt.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
      await prompt.question(`\nENTER: ${nextTitle} `, { signal }).catch(() => '');
      prompt.close();
    }
  }
};
