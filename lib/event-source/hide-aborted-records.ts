import type {
  BatchContext,
  FetchedMessage,
  FetchedPartition,
} from 'kafkajs/src/protocol/requests/fetch/v11/response.js';

/** What the rule asks of a record. */
export interface HideableMessage extends Pick<FetchedMessage, 'offset' | 'key'> {
  isControlRecord?: boolean;
  readonly batchContext?: Pick<BatchContext, 'firstOffset' | 'lastOffsetDelta' | 'producerId' | 'inTransaction'>;
}

export interface HideablePartition extends Pick<FetchedPartition, 'abortedTransactions'> {
  readonly messages: readonly HideableMessage[];
}

/**
 * Marks the records of aborted transactions as control records, which no handler sees, by the rule of Kafka's own consumer
 * (org.apache.kafka.clients.consumer.internals.CompletedFetch). kafkajs 2.2.4 lets some of them through: those of overlapping
 * transactions of which a later one was aborted first, and those after a record whose key is four zero bytes.
 */
export const hideAbortedRecords = (partition: HideablePartition): void => {
  const begun = [...(partition.abortedTransactions ?? [])].sort(
    (a, b) => Number(a.firstOffset) - Number(b.firstOffset),
  );
  partition.abortedTransactions = [];
  if (begun.length === 0) return;
  const aborted = new Set<string>();
  for (const message of partition.messages) {
    const batch = message.batchContext;
    if (!batch) continue;
    const lastOffset = Number(batch.firstOffset) + batch.lastOffsetDelta;
    while (begun[0] && Number(begun[0].firstOffset) <= lastOffset) aborted.add(begun.shift()?.producerId ?? '');
    if (isAbortMarker(message)) aborted.delete(batch.producerId);
    else if (batch.inTransaction && aborted.has(batch.producerId)) message.isControlRecord = true;
  }
};

/** A control record's key is two 16-bit numbers, version and type; type 0 is ABORT (Kafka, "Control Batches"). */
const isAbortMarker = ({ isControlRecord, key }: HideableMessage): boolean =>
  isControlRecord === true && key !== null && key.length >= 4 && key.readInt16BE(2) === 0;
