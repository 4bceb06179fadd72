import { z } from 'zod';
import { type HopName, summariseHops } from '../../../measure/hop-latencies.ts';
import type { LatencySummary } from '../../../measure/latency-summary.ts';
import type { LogEntry } from '../read-function-log.ts';

const counted = [
  'EventsAccepted',
  'EventsStored',
  'EventsRepeated',
  'EventsDeadLettered',
  'LettersRedriven',
  'SourceCalls',
  'SourceFailures',
  'SourceFallbacks',
  'ShadowMismatches',
  'OrdersProduced',
  'OrdersProcessed',
  'OrdersDuplicate',
  'OrdersFailed',
  'TransactionsCommitted',
  'TransactionsAborted',
] as const;
export type CountName = (typeof counted)[number];

/** Requests that a limit refused, answered 429. */
export interface LimitedRequests {
  readonly consumer: string;
  readonly route: string;
  readonly count: number;
}

/** What the functions measured, as CloudWatch would show it on AWS. */
export interface Figures {
  /** The time of the first line that was read; null where there is none. */
  readonly since: string | null;
  readonly limited: readonly LimitedRequests[];
  readonly counts: Readonly<Partial<Record<CountName, number>>>;
  readonly hops: Readonly<Record<HopName, LatencySummary>>;
}

const Values = z.union([z.number().transform((value) => [value]), z.array(z.number())]);
const MetricLine = z.looseObject({ _aws: z.looseObject({}) });
const LimitedLine = z.looseObject({ consumer: z.string(), route: z.string(), RequestsLimited: Values });

/** Sums up the lines of CloudWatch's embedded metric format among those of the functions' log. */
export const summariseFigures = (entries: readonly LogEntry[]): Figures => {
  const lines = entries.filter((entry) => MetricLine.safeParse(entry).success);
  const limited = new Map<string, LimitedRequests>();
  const counts: Partial<Record<CountName, number>> = {};
  for (const line of lines) {
    const refused = LimitedLine.safeParse(line).data;
    if (refused !== undefined) {
      const { consumer, route } = refused;
      const key = `${consumer} ${route}`;
      const count = (limited.get(key)?.count ?? 0) + sumOf(refused.RequestsLimited);
      limited.set(key, { consumer, route, count });
    }
    for (const name of counted) {
      const values = Values.safeParse(line[name]).data;
      if (values !== undefined) counts[name] = (counts[name] ?? 0) + sumOf(values);
    }
  }
  return {
    since: entries.find(({ timestamp }) => timestamp !== undefined)?.timestamp ?? null,
    limited: [...limited.values()].toSorted((left, right) => right.count - left.count),
    counts,
    hops: summariseHops(lines),
  };
};

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
