import { type Explanation, explainRepeat } from './explain-repeat.ts';
import type { History, LedgerLine } from './history.ts';
import { type Invocation, toInvocations } from './invocations.ts';

/** Places are partition/offset. */
export interface Judgement {
  /** Acknowledged by the broker, stored by no handler. */
  readonly lost: readonly string[];
  /** Stored again, each time counted, by reason. */
  readonly repeated: Readonly<Record<string, number>>;
  /** Stored again, and no fact explains it. */
  readonly unexplained: readonly string[];
  /** First stored before the record ahead of them in their partition was. */
  readonly outOfOrder: readonly string[];
  /** Committed before a handler had stored them. */
  readonly committedEarly: readonly string[];
  /** Commits that are lower than one before. */
  readonly movedBack: readonly string[];
}

/** Compares what was acknowledged with what was stored, and both with what the broker wrote down of the group. */
export const judgeHistory = (history: History): Judgement => {
  const { acknowledged, ledger } = history;
  const stored = new Set(ledger.map(({ id }) => id));
  const explanations = [...handlings(history)].flatMap(([place, offset, invocations]) =>
    invocations.slice(1).map((after, index) => {
      const before = invocations[index] ?? after;
      return [place, explainRepeat(before, after, offset, history)] as const;
    }),
  );
  return {
    lost: acknowledged.filter((id) => !stored.has(id)),
    repeated: countReasons(explanations.map(([, explanation]) => explanation)),
    unexplained: explanations.flatMap(([place, each]) => ('fault' in each ? [`${place}: ${each.fault}`] : [])),
    outOfOrder: findOutOfOrder(ledger),
    ...judgeCommits(history),
  };
};

/** The invocations that handled each record, by the time at which they began. */
function* handlings({ ledger, log }: History): Generator<[place: string, offset: number, readonly Invocation[]]> {
  const invocations = toInvocations(ledger, log);
  const byPlace = Map.groupBy(ledger, placeOf);
  for (const [place, lines] of byPlace) {
    const own = lines.flatMap(({ requestId }) => invocations.get(requestId) ?? []);
    yield [place, lines[0]?.offset ?? 0, own.toSorted((left, right) => left.beganMs - right.beganMs)];
  }
}

const placeOf = ({ partition, offset }: { readonly partition: number; readonly offset: number }): string =>
  `${partition}/${offset}`;

const countReasons = (explanations: readonly Explanation[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const each of explanations) {
    const reason = 'reason' in each ? each.reason : 'unexplained';
    counts[reason] = (counts[reason] ?? 0) + 1;
  }
  return counts;
};

const findOutOfOrder = (ledger: readonly LedgerLine[]): string[] => {
  const furthest = new Map<number, number>();
  const seen = new Set<string>();
  const found: string[] = [];
  for (const line of ledger) {
    if (seen.has(placeOf(line))) continue;
    seen.add(placeOf(line));
    const limit = furthest.get(line.partition) ?? -1;
    if (line.offset < limit) found.push(placeOf(line));
    furthest.set(line.partition, Math.max(line.offset, limit));
  }
  return found;
};

const judgeCommits = ({ commits, ledger }: History): Pick<Judgement, 'committedEarly' | 'movedBack'> => {
  const firstStoredMs = new Map<string, number>();
  for (const line of ledger) {
    const place = placeOf(line);
    firstStoredMs.set(place, Math.min(line.atMs, firstStoredMs.get(place) ?? line.atMs));
  }
  const standing = new Map<number, number>();
  const committedEarly: string[] = [];
  const movedBack: string[] = [];
  for (const { partition, offset: next, atMs } of commits) {
    const from = standing.get(partition) ?? 0;
    if (next < from) movedBack.push(`${partition}/${next} after ${from}`);
    for (let offset = from; offset < next; offset += 1) {
      const storedMs = firstStoredMs.get(placeOf({ partition, offset })) ?? Number.POSITIVE_INFINITY;
      if (storedMs > atMs) committedEarly.push(placeOf({ partition, offset }));
    }
    standing.set(partition, next);
  }
  return { committedEarly, movedBack };
};
