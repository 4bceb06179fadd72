import { CutoverItem, cutoverAddress } from '../../../../../functions/contracts/registry/cutover/cutover-item.ts';

test('an item says where it is kept and how far the cutover is', () => {
  const item = { ...cutoverAddress('team-a'), mode: 'dual' as const, percent: 25, sinceMs: 1 };

  expect(CutoverItem.parse(item)).toEqual({ pk: 'cutover', sk: 'team-a', mode: 'dual', percent: 25, sinceMs: 1 });
});

test.each([{ percent: 101 }, { percent: -1 }, { mode: 'both' }])('refuses %p', (fields) => {
  const item = { ...cutoverAddress('team-a'), mode: 'dual', percent: 25, sinceMs: 1, ...fields };

  expect(CutoverItem.safeParse(item).success).toBe(false);
});
