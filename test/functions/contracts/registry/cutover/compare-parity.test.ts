import fc from 'fast-check';
import { compareParity, type ParityItem } from '../../../../../functions/contracts/registry/cutover/compare-parity.ts';

const item = (id: string, celsius: number): ParityItem => ({ id, values: { celsius } });

test('counts what is equal, what differs and what only one side has', () => {
  const parity = compareParity(
    [item('a', 1), item('b', 2), item('c', 3), item('d', 4)],
    [item('e', 5), item('d', 4), item('b', 2.5), item('a', 1)],
  );

  expect(parity).toEqual({
    compared: 3,
    equal: 2,
    onlyOld: ['c'],
    onlyNew: ['e'],
    repeated: [],
    differences: [{ id: 'b', field: 'celsius', old: 2, new: 2.5 }],
    holds: false,
  });
});

test('numbers may differ by the tolerance, texts may not differ', () => {
  const old = [{ id: 'a', values: { celsius: 21.6, unit: 'C' } }];

  expect(compareParity(old, [{ id: 'a', values: { celsius: 21.64, unit: 'C' } }], 0.05).holds).toBe(true);
  expect(compareParity(old, [{ id: 'a', values: { celsius: 21.66, unit: 'C' } }], 0.05).holds).toBe(false);
  expect(compareParity(old, [{ id: 'a', values: { celsius: 21.6, unit: 'F' } }], 0.05).differences).toEqual([
    { id: 'a', field: 'unit', old: 'C', new: 'F' },
  ]);
});

test('a field that one side lacks is a difference', () => {
  expect(compareParity([item('a', 1)], [{ id: 'a', values: {} }]).differences).toEqual([
    { id: 'a', field: 'celsius', old: 1 },
  ]);
});

test('an id that a side wrote twice is no parity', () => {
  expect(compareParity([item('a', 1)], [item('a', 1), item('a', 1)])).toMatchObject({ repeated: ['a'], holds: false });
});

test('the order of either side does not matter', () => {
  const items = fc.uniqueArray(fc.record({ id: fc.string(), values: fc.dictionary(fc.string(), fc.integer()) }), {
    selector: ({ id }) => id,
  });

  fc.assert(
    fc.property(items, (list) => {
      expect(compareParity(list, list.toReversed())).toMatchObject({ equal: list.length, holds: true });
    }),
  );
});
