/** What the data says of a run: the ids that were acknowledged against the ids that are stored. */
export interface IdComparison {
  readonly acknowledged: number;
  readonly stored: number;
  /** Acknowledged and not stored: lost. */
  readonly missing: readonly string[];
  /** Stored more than once. */
  readonly repeated: readonly string[];
  /** Stored though this ledger has no acknowledgement of it: another client's, or an answer that never arrived. */
  readonly unacknowledged: readonly string[];
}

export const compareIds = (acknowledged: Iterable<string>, stored: Iterable<string>): IdComparison => {
  const sent = new Set(acknowledged);
  const found = new Set<string>();
  const repeated = new Set<string>();
  let storedCount = 0;
  for (const id of stored) {
    storedCount += 1;
    if (found.has(id)) repeated.add(id);
    found.add(id);
  }
  return {
    acknowledged: sent.size,
    stored: storedCount,
    missing: [...sent].filter((id) => !found.has(id)),
    repeated: [...repeated],
    unacknowledged: [...found].filter((id) => !sent.has(id)),
  };
};
