import { tallyListing } from '../../../../functions/platform/dead-letters/tally-listing.ts';
import { deadMs, letter } from './letter-fixture.ts';

const options = {
  marks: new Map([['market.dispatch/0/1', { state: 'sent' as const, atMs: deadMs + 5_000 }]]),
  backoff: { attempts: 6, firstDelaySeconds: 2 },
  nowMs: deadMs + 10_000,
  limit: 2,
  valueLength: 4,
  redriven: false,
};
const letters = [
  letter(1),
  letter(2),
  letter(3, { cause: 'No contract', deadMs: deadMs + 1_000 }),
  letter(4, { attempts: 6 }),
  letter(5, { original: undefined, consumer: undefined }),
];

test('counts letters by state and by cause, the most frequent first', () => {
  const tally = tallyListing(options);
  tally.add(letters.slice(0, 3));
  tally.add(letters.slice(3));

  const listing = tally.listing(9);

  expect(listing).toMatchObject({ kept: 9, examined: 5 });
  expect(listing.states).toEqual({ waiting: 2, redriven: 1, exhausted: 1, unreadable: 1 });
  expect(listing.causes.map(({ cause, consumer, count, open }) => [cause, consumer, count, open])).toEqual([
    ['The value is not JSON', 'analytics', 3, 2],
    ['No contract', 'analytics', 1, 1],
    ['The value is not JSON', null, 1, 0],
  ]);
});

test('shows the first letters that can be sent again, their values cut', () => {
  const tally = tallyListing(options);
  tally.add(letters);

  expect(tally.listing(5).letters).toMatchObject([
    { place: { offset: 2 }, state: 'waiting', at: new Date(deadMs + 2_000).toISOString(), value: 'no j' },
    { place: { offset: 3 }, state: 'waiting' },
  ]);
});

test('shows those that were sent again where that is asked for, with the time', () => {
  const tally = tallyListing({ ...options, redriven: true });
  tally.add(letters);

  expect(tally.listing(5).letters[0]).toMatchObject({
    place: { offset: 1 },
    state: 'redriven',
    at: new Date(deadMs + 5_000).toISOString(),
  });
});
