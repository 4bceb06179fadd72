import fc from 'fast-check';
import { decideRedrive } from '../../../../functions/platform/dead-letters/decide-redrive.ts';
import type { RedriveMark } from '../../../../functions/platform/dead-letters/decide-state.ts';
import { deadMs, letter } from './letter-fixture.ts';

const backoff = { attempts: 6, firstDelaySeconds: 2 };
const seconds = (count: number): number => deadMs + count * 1_000;
const offsetsOf = (letters: readonly { place: { offset: number } }[]): number[] =>
  letters.map(({ place }) => place.offset);
const marks = (...entries: [originOffset: number, RedriveMark][]) =>
  new Map(entries.map(([offset, mark]) => [`market.dispatch/0/${offset}`, mark]));

test.each([0, 1, 2, 3, 4, 5])(
  'after %d attempts the next is due 2 s doubled as often after the record died',
  (attempts) => {
    const letters = [letter(1, { attempts })];
    const dueAt = deadMs + 2_000 * 2 ** attempts;

    const early = decideRedrive(letters, new Map(), 'due', backoff, dueAt - 1);
    const due = decideRedrive(letters, new Map(), 'due', backoff, dueAt);

    expect(early).toMatchObject({ send: [], notDue: 1, nextMs: dueAt });
    expect(offsetsOf(due.send)).toEqual([1]);
  },
);

test('how often and how late a record is sent again is a setting', () => {
  const slower = { attempts: 1, firstDelaySeconds: 60 };

  const waiting = decideRedrive([letter(1), letter(2, { attempts: 1 })], new Map(), 'due', slower, seconds(59));
  const due = decideRedrive([letter(1), letter(2, { attempts: 1 })], new Map(), 'due', slower, seconds(60));

  expect(waiting).toMatchObject({ send: [], notDue: 1, exhausted: 1, nextMs: seconds(60) });
  expect(offsetsOf(due.send)).toEqual([1]);
});

test('after six attempts no automatic one follows, while who asks for all or for it is given it', () => {
  const letters = [letter(1, { attempts: 6 })];

  expect(decideRedrive(letters, new Map(), 'due', backoff, seconds(10_000))).toMatchObject({ send: [], exhausted: 1 });
  expect(decideRedrive(letters, new Map(), 'all', backoff, seconds(1)).send).toHaveLength(1);
  expect(decideRedrive(letters, new Map(), 'these', backoff, seconds(1)).send).toHaveLength(1);
});

test('letters of one record, from several consumers too, are one record to be sent', () => {
  const letters = [
    letter(1, { originOffset: 40 }),
    letter(2, { originOffset: 40, consumer: 'risk' }),
    letter(3, { originOffset: 41 }),
  ];

  const plan = decideRedrive(letters, new Map(), 'these', backoff, seconds(1));

  expect(offsetsOf(plan.send)).toEqual([1, 3]);
  expect(plan.left).toEqual([{ place: letters[1]?.place, reason: 'already redriven' }]);
});

test('a record that was sent is not sent again, and neither is one that somebody is sending', () => {
  const known = marks([1, { state: 'sent', atMs: deadMs }], [2, { state: 'sending', atMs: seconds(29) }]);

  const plan = decideRedrive([letter(1), letter(2), letter(3)], known, 'these', backoff, seconds(30));

  expect(offsetsOf(plan.send)).toEqual([3]);
  expect(plan.left.map(({ reason }) => reason)).toEqual(['already redriven', 'being redriven']);
});

test('a record whose sender has been silent for a minute is sent again', () => {
  const known = marks([1, { state: 'sending', atMs: deadMs }]);

  expect(decideRedrive([letter(1)], known, 'all', backoff, seconds(60)).send).toHaveLength(1);
});

test('what cannot be read is told to who asked for it, and left', () => {
  const unreadable = letter(1, { original: undefined });

  expect(decideRedrive([unreadable], new Map(), 'these', backoff, seconds(1))).toMatchObject({
    send: [],
    left: [{ place: unreadable.place, reason: 'unreadable' }],
  });
});

test('whatever the letters and marks, no record is in the plan twice and none that was sent', () => {
  const anyLetter = fc
    .record({ offset: fc.nat(50), originOffset: fc.nat(10), attempts: fc.nat(8), deadMs: fc.nat(10_000) })
    .map(({ offset, ...fields }) => letter(offset, fields));
  const anyMark = fc.tuple(fc.nat(10), fc.record({ state: fc.constantFrom('sending', 'sent'), atMs: fc.nat(100_000) }));

  fc.assert(
    fc.property(
      fc.array(anyLetter),
      fc.array(anyMark),
      fc.constantFrom('all', 'due', 'these'),
      fc.nat(200_000),
      (letters, known, select, nowMs) => {
        const marked = marks(...known);

        const { send } = decideRedrive(letters, marked, select, backoff, nowMs);

        const keys = send.map(({ original: { origin } }) => `market.dispatch/0/${origin.offset}`);
        expect(new Set(keys).size).toBe(keys.length);
        expect(keys.filter((key) => marked.get(key)?.state === 'sent')).toEqual([]);
      },
    ),
  );
});
