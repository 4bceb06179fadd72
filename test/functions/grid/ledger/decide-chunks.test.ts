import fc from 'fast-check';
import { decideChunks } from '../../../../functions/grid/ledger/decide-chunks.ts';
import { aggregateAddress } from '../../../../functions/grid/ledger/fold-event.ts';
import { anyDispatchEvent, anyWeatherObservation, dispatchEvent, minute } from '../../fixtures/grid-events.ts';

const actionsOf = (chunk: readonly { event: Parameters<typeof aggregateAddress>[1] }[]): number =>
  new Set(chunk.flatMap(({ event }) => [event.event_id, JSON.stringify(aggregateAddress('', event))])).size;

test('one region and fuel leaves room for 99 events beside their aggregate', () => {
  const records = Array.from({ length: 250 }, (_, n) => ({ event: dispatchEvent({ event_time: minute(n) }) }));

  expect(decideChunks(records).map((chunk) => chunk.length)).toEqual([99, 99, 52]);
});

test('no records are no chunks', () => {
  expect(decideChunks([])).toEqual([]);
});

test('keeps every record in its order, fits each chunk into one transaction, and wastes none', () => {
  const records = fc.array(fc.record({ event: fc.oneof(anyDispatchEvent, anyWeatherObservation) }), { maxLength: 400 });

  fc.assert(
    fc.property(records, (list) => {
      const chunks = decideChunks(list);

      expect(chunks.flat()).toEqual(list);
      for (const [index, chunk] of chunks.entries()) {
        expect(actionsOf(chunk)).toBeLessThanOrEqual(100);
        expect(
          actionsOf([...chunk, ...(chunks[index + 1]?.slice(0, 1) ?? [])]) > 100 || index === chunks.length - 1,
        ).toBe(true);
      }
    }),
    { numRuns: 50 },
  );
});
