import type { DeadLetter } from '../../../../functions/platform/dead-letters/dead-letter.ts';

/** The moment at which fixtures' letters were given up, epoch milliseconds. */
export const deadMs = 1_700_000_000_000;

/** A letter at an offset of the dead-letter topic, of the record at `originOffset`. */
export const letter = (
  offset: number,
  { originOffset = offset, ...fields }: Partial<DeadLetter> & { originOffset?: number } = {},
): DeadLetter => ({
  place: { topic: 'dlq.market.dispatch', partition: 0, offset },
  deadMs,
  givenUpBy: 'consumer',
  consumer: 'analytics',
  cause: 'The value is not JSON',
  attempts: 0,
  key: Buffer.from('NSW1'),
  value: Buffer.from('no json'),
  original: {
    origin: { topic: 'market.dispatch', partition: 0, offset: originOffset },
    key: Buffer.from('NSW1'),
    value: Buffer.from('no json'),
    headers: {},
  },
  ...fields,
});
