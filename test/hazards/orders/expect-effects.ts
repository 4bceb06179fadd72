import type { CrashCell } from '../../../functions/contracts/orders/delivery-semantics.ts';

/** A batch as an invocation received it: the orders of its records, in their order. */
export interface Delivery {
  readonly orderIds: readonly string[];
  /** Whether any of it was delivered again, by which a crash is seen. */
  readonly cameAgain: boolean;
}

/**
 * How many effects each order must have in the end, by the semantics' table: one, but for the orders of batches that a crash hit and
 * that were still to be processed. One crash does what countExpectedEffects says; a batch may be hit by several.
 */
export const expectEffects = (
  orderIds: Iterable<string>,
  deliveries: readonly Delivery[],
  cell: Pick<CrashCell, 'outcome' | 'affected'>,
  afterRecords: number,
): Map<string, number> => {
  const effects = new Map([...orderIds].map((id) => [id, 1]));
  const done = new Set<string>();
  for (const { orderIds: delivered, cameAgain } of deliveries) {
    const due = [...new Set(delivered)].filter((id) => !done.has(id));
    const isOver = !cameAgain || cell.outcome === 'loss';
    for (const id of isOver ? due : []) done.add(id);
    if (!cameAgain) continue;
    for (const id of affectedOf(cell, due, afterRecords)) {
      effects.set(id, (effects.get(id) ?? 0) + (cell.outcome === 'loss' ? -1 : 1));
    }
  }
  return effects;
};

const affectedOf = (
  { affected }: Pick<CrashCell, 'affected'>,
  due: readonly string[],
  afterRecords: number,
): readonly string[] => {
  switch (affected) {
    case 'none':
      return [];
    case 'all':
      return due;
    case 'first':
      return due.slice(0, afterRecords);
    case 'rest':
      return due.slice(afterRecords);
  }
};
