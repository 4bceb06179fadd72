import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { z } from 'zod';
import type { PollerSettings } from './poller-settings.ts';

/** A process that polls, in one of its lives. */
export interface Poller {
  /** Named so in its log and in the ledger. */
  readonly life: string;
  handlerPids(): readonly number[];
  /** Whether it ended by itself. */
  hasCrashed(): boolean;
  /** SIGKILL ends it at once, SIGTERM after what is in flight; resolves when it has ended. */
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void>;
}

const Pids = z.array(z.int());

export const startPoller = (settings: PollerSettings): Poller => {
  const child = fork(join(import.meta.dirname, 'poller-process.ts'), [JSON.stringify(settings)], {});
  let pids: readonly number[] = [];
  child.on('message', (message) => {
    pids = Pids.parse(message);
  });
  let isEnding = false;
  const ended = once(child, 'exit');
  return {
    life: `${settings.name}-${child.pid}`,
    handlerPids: () => pids,
    hasCrashed: () => child.exitCode !== null && !isEnding,
    end: async (signal) => {
      isEnding = true;
      child.kill(signal);
      await ended;
    },
  };
};
