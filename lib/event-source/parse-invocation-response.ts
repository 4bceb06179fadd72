import { z } from 'zod';

/** What a function that answered without an error says about its batch. */
export type BatchVerdict =
  | { readonly kind: 'all-processed' }
  /** Offsets of the batch, at least one. */
  | { readonly kind: 'some-failed'; readonly failedOffsets: ReadonlySet<number> }
  /** The answer cannot be understood, so the whole batch counts as failed. */
  | { readonly kind: 'malformed'; readonly reason: string };

const PartialResponse = z.object({
  batchItemFailures: z
    .array(z.object({ itemIdentifier: z.object({ partition: z.string(), offset: z.number() }) }))
    .nullish(),
});

/**
 * Reads a partial batch response: `{"batchItemFailures":[{"itemIdentifier":{"partition":"orders-0","offset":100}}]}`. Empty, null and JSON without
 * failures are a success; what is not JSON, has another form, or names a record that is not in the batch fails all of it.
 *
 * @param partitionName `topic-partition`
 */
export const parseInvocationResponse = (
  payload: string,
  partitionName: string,
  offsets: readonly number[],
): BatchVerdict => {
  if (payload === 'null' || payload.trim() === '') return { kind: 'all-processed' };
  const answer = parseJson(payload);
  if (answer === undefined) return { kind: 'malformed', reason: 'the response is not JSON' };
  if (typeof answer !== 'object' || answer === null || Array.isArray(answer)) return { kind: 'all-processed' };

  const parsed = PartialResponse.safeParse(answer);
  if (!parsed.success) return { kind: 'malformed', reason: z.prettifyError(parsed.error) };
  const failures = parsed.data.batchItemFailures ?? [];
  if (failures.length === 0) return { kind: 'all-processed' };

  const known = new Set(offsets);
  const stranger = failures.find(
    ({ itemIdentifier }) => itemIdentifier.partition !== partitionName || !known.has(itemIdentifier.offset),
  );
  if (stranger) {
    const { partition, offset } = stranger.itemIdentifier;
    return {
      kind: 'malformed',
      reason: `batchItemFailures names ${partition} offset ${offset}, which is not in the batch`,
    };
  }
  return { kind: 'some-failed', failedOffsets: new Set(failures.map(({ itemIdentifier }) => itemIdentifier.offset)) };
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
