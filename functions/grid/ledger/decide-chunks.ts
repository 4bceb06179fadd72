import type { GridEvent } from '../../contracts/grid/grid-event.ts';
import { aggregateAddress } from './fold-event.ts';

/** DynamoDB's limit for one transaction. */
const maximumActions = 100;

/** Splits a batch, in its order, so that a chunk's distinct events and their distinct aggregates fit one transaction. */
export const decideChunks = <Record extends { readonly event: GridEvent }>(records: readonly Record[]): Record[][] => {
  const chunks: Record[][] = [];
  let actions = new Set<string>();
  let chunk: Record[] = [];

  for (const record of records) {
    const { pk, sk } = aggregateAddress('', record.event);
    const withRecord = new Set([...actions, record.event.event_id, `${pk}#${sk}`]);
    if (withRecord.size > maximumActions) {
      chunks.push(chunk);
      chunk = [];
      actions = new Set([record.event.event_id, `${pk}#${sk}`]);
    } else {
      actions = withRecord;
    }
    chunk.push(record);
  }
  return chunk.length === 0 ? chunks : [...chunks, chunk];
};
