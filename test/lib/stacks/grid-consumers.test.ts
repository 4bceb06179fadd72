import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readGridConsumers } from '../../../lib/stacks/grid-consumers.ts';
import { temporaryFolder } from '../constructs/bundle-fixture.ts';

test('the file names analytics', () => {
  expect(readGridConsumers()).toContainEqual({ name: 'analytics' });
});

test('a file that is no list of consumers is refused', () => {
  const file = join(temporaryFolder(), 'consumers.json');
  writeFileSync(file, '[{ "name": "Risk" }]');

  expect(() => readGridConsumers(file)).toThrow(/lower-case/);
});
