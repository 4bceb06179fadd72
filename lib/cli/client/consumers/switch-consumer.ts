import { setTimeout as delay } from 'node:timers/promises';
import type { ListedConsumer } from '../../../../functions/contracts/admin/consumer-listing.ts';
import { SluiceError } from '../../../foundation/sluice-error.ts';
import type { AdminAccess } from '../admin-request.ts';
import { changeConsumer, listConsumers } from './consumer-calls.ts';

class ConsumerNotSwitchedError extends SluiceError {
  readonly code = 'CONSUMER_NOT_SWITCHED';
  override readonly retryable = true;
}

export interface Switched {
  readonly consumer: ListedConsumer;
  /** From the call until all event sources are in the state asked for. */
  readonly seconds: number;
}

const pollMs = 100;
/** Lambda takes up to a minute or two; the runner less than a second. */
const longestSwitchMs = 180_000;

/** Pauses or resumes a consumer and waits until all its event sources are Disabled or Enabled. */
export const switchConsumer = async (admin: AdminAccess, name: string, enabled: boolean): Promise<Switched> => {
  const wanted = enabled ? 'Enabled' : 'Disabled';
  const started = performance.now();
  let consumer = await changeConsumer(admin, name, { enabled });
  while (!consumer.sources.every(({ state }) => state === wanted)) {
    if (performance.now() - started > longestSwitchMs) {
      throw new ConsumerNotSwitchedError(`The event sources of ${name} are not ${wanted} yet.`, {
        actions: ['./sluice consumers list shows their states'],
      });
    }
    await delay(pollMs);
    consumer = (await listConsumers(admin)).find((each) => each.name === name) ?? consumer;
  }
  return { consumer, seconds: (performance.now() - started) / 1000 };
};
