import { join } from 'node:path';
import { usesDatabase } from '../../../lib/assembly/uses-database.ts';

const fixtures = join(import.meta.dirname, '..', '..', 'fixtures', 'assembly');

test.each([
  ['several-stacks', true],
  ['one-stack', false],
])('whether the assembly %s has a database: %s', async (name, expected) => {
  expect(await usesDatabase(join(fixtures, name))).toBe(expected);
});
