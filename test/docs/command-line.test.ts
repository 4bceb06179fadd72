import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { toCommandReference } from '../../lib/cli/command-reference.ts';
import { buildProgram } from '../../lib/cli/program.ts';

test('docs/command-line.md is what the commands say of themselves (npm run docs writes it)', async () => {
  const page = await readFile(join(import.meta.dirname, '../../docs/command-line.md'), 'utf8');

  expect(page).toBe(toCommandReference(await buildProgram({ demos: async () => [], loads: async () => [] })));
});
