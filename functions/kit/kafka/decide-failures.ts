import type { KafkaBatch, RecordPosition } from './decode-batch.ts';

/** What Lambda's event source reads from a Kafka consumer's answer (ReportBatchItemFailures). */
export interface BatchAnswer {
  readonly batchItemFailures: { readonly itemIdentifier: { readonly partition: string; readonly offset: number } }[];
}

/**
 * Every record from each partition's first unprocessed one on is to be delivered again: nothing is committed past a
 * record that has not taken effect, and what did take effect behind it is recognised by its id.
 */
export const decideFailures = (batch: KafkaBatch, unprocessed: readonly RecordPosition[]): BatchAnswer => ({
  batchItemFailures: Object.entries(batch.records).flatMap(([partition, records]) => {
    const first = Math.min(
      ...unprocessed.filter((position) => position.partition === partition).map(({ offset }) => offset),
    );
    return records
      .filter(({ offset }) => offset >= first)
      .map(({ offset }) => ({ itemIdentifier: { partition, offset } }));
  }),
});
