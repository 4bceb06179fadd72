import { summariseLatencies } from '../../lib/measure/latency-summary.ts';
import { median } from '../../lib/measure/median.ts';

/** One round of a mode: orders a second, and milliseconds. */
export interface ModeFigures {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
}

interface OrdersFigures {
  /** By arm, one for each round. */
  readonly figures: ReadonlyMap<string, readonly ModeFigures[]>;
  /** The arm that the others are compared with, round by round. */
  readonly base: string;
  /** By kind of producer, the milliseconds of each send. */
  readonly produced: ReadonlyMap<string, readonly number[]>;
  readonly drainedOrders: number;
  readonly ratePerSecond: number;
}

/** What kafkajs by itself waits between two transactions. */
const libraryWaitMs = 300;

/** The orders flow's bench, as Markdown. */
export const toOrdersPage = ({ figures, base, produced, drainedOrders, ratePerSecond }: OrdersFigures): string => {
  const baseRounds = figures.get(base) ?? [];
  const compare = (own: readonly ModeFigures[], by: (own: ModeFigures, base: ModeFigures) => number): number =>
    median(
      own.flatMap((each, round) => {
        const beside = baseRounds[round];
        return beside === undefined ? [] : [by(each, beside)];
      }),
    );

  return [
    `Medians of ${baseRounds.length} interleaved rounds. Throughput: ${drainedOrders} orders that wait in three partitions, by the ledger's times. Latency: ${ratePerSecond} orders a second, from the request's arrival until marker and effect are committed.`,
    '',
    '| | orders a second | ratio | p50, ms | added | p99, ms |',
    '|---|---|---|---|---|---|',
    ...[...figures].map(([name, own]) => {
      const cells = [
        median(own.map(({ perSecond }) => perSecond)).toFixed(0),
        compare(own, (one, other) => one.perSecond / other.perSecond).toFixed(2),
        median(own.map(({ p50 }) => p50)).toFixed(1),
        compare(own, (one, other) => one.p50 - other.p50).toFixed(1),
        median(own.map(({ p99 }) => p99)).toFixed(1),
      ];
      return `| ${name} | ${cells.join(' | ')} |`;
    }),
    '',
    `| orders sent one after another | sent | p50, ms | p99, ms | longest, ms | ${libraryWaitMs} ms or longer |`,
    '|---|---|---|---|---|---|',
    ...[...produced].map(([name, durationsMs]) => {
      const { count, p50, p99, max } = summariseLatencies(durationsMs);
      const waits = durationsMs.filter((ms) => ms >= libraryWaitMs).length;
      return `| ${name} | ${count} | ${p50.toFixed(1)} | ${p99.toFixed(1)} | ${max.toFixed(1)} | ${waits} |`;
    }),
    '',
  ].join('\n');
};
