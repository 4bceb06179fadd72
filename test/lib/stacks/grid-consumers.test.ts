import { GridConsumers } from '../../../functions/contracts/grid/consumer.ts';
import { readGridConsumers } from '../../../lib/stacks/grid-consumers.ts';

test('the file names analytics', () => {
  expect(readGridConsumers()).toContainEqual({ name: 'analytics' });
});

test.each([
  ['a name with capitals', [{ name: 'Risk' }]],
  ['the same name twice', [{ name: 'risk' }, { name: 'risk' }]],
  ['the name of another function', [{ name: 'stats' }]],
  ['a field that means nothing', [{ name: 'risk', batch: 5 }]],
])('refuses %s', (_, consumers) => {
  expect(GridConsumers.safeParse(consumers).success).toBe(false);
});
