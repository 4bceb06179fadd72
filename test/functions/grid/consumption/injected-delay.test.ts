import { readInjectedDelay } from '../../../../functions/grid/consumption/injected-delay.ts';

const config = (item: unknown) => ({ read: async () => item });

test('a consumer that nobody slows has no delay', async () => {
  expect(await readInjectedDelay(config(undefined), 'risk')).toBe(0);
});

test('a slowed consumer has the delay of its item', async () => {
  const asked: unknown[] = [];
  const reader = {
    read: async (address: unknown) => {
      asked.push(address);
      return { pk: 'consumer', sk: 'risk', delayMs: 250 };
    },
  };

  expect(await readInjectedDelay(reader, 'risk')).toBe(250);
  expect(asked).toEqual([{ pk: 'consumer', sk: 'risk' }]);
});

test.each([
  ['cannot be read', { read: () => Promise.reject(new Error('no table')) }],
  ['makes no sense', config({ pk: 'consumer', sk: 'risk', delayMs: 'long' })],
])('an item that %s delays nothing, so that no batch fails by it', async (_, reader) => {
  expect(await readInjectedDelay(reader, 'risk')).toBe(0);
});
