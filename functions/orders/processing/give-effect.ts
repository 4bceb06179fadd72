import type { OrderSettings } from '../../contracts/orders/order-settings.ts';
import type { Database } from '../../kit/postgres/database.ts';
import { armedAt, type CrashPoints } from '../crashes/crash-points.ts';
import { decideParts } from '../crashes/decide-parts.ts';
import type { OrderRecord } from './decide-due.ts';
import { type Attempt, type OrderWrites, toOrderWrites } from './order-writes.ts';

/**
 * Gives each order its marker and its effect, in the sequence that the mode is; an order occurs once among the records. Gives the
 * records that took effect here.
 *
 * A connection that breaks in a write leaves open whether it was committed. Only the exactly-once transaction is then done again at once:
 * its markers say what became of the first. The other modes leave it to the next delivery, within their guarantee.
 */
export const giveEffect = async (
  fresh: readonly OrderRecord[],
  { database, crashes }: { database: Database; crashes: CrashPoints },
  settings: OrderSettings,
  attempt: Attempt,
): Promise<readonly OrderRecord[]> => {
  const write = <Result>(repeatable: boolean, work: (writes: OrderWrites) => Promise<Result>): Promise<Result> =>
    database.session({ repeatable }, (session) => work(toOrderWrites(session, attempt)));

  const applyAll = async (records: readonly OrderRecord[], apply: OrderWrites['apply']): Promise<void> => {
    if (records.length === 0) return;
    const [first = [], ...rest] = decideParts(records, armedAt(settings, 'mid-batch')?.after_records);
    await apply(first);
    for (const part of rest) {
      await crashes.reach('mid-batch', settings);
      await apply(part);
    }
  };

  switch (attempt.mode) {
    case 'at-most-once': {
      const claimed = await write(false, (writes) => writes.claim(fresh));
      await crashes.reach('between-writes', settings);
      await applyAll(claimed, (part) => write(false, (writes) => writes.apply(part)));
      return claimed;
    }
    case 'at-least-once': {
      await applyAll(fresh, (part) => write(false, (writes) => writes.apply(part)));
      await crashes.reach('between-writes', settings);
      await write(true, (writes) => writes.claim(fresh));
      return fresh;
    }
    case 'exactly-once':
      return database.transaction({ repeatable: true }, async (session) => {
        const writes = toOrderWrites(session, attempt);
        const claimed = await writes.claim(fresh);
        await crashes.reach('between-writes', settings);
        await applyAll(claimed, writes.apply);
        return claimed;
      });
  }
};
