import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  consumersFile,
  readConsumers,
  writeConsumers,
} from '../../../../../lib/cli/client/consumers/consumers-file.ts';
import { temporaryFolder } from '../../../constructs/bundle-fixture.ts';

const root = resolve(import.meta.dirname, '../../../../..');

test('it is the file that the stack reads, or the one that the environment names', () => {
  expect(consumersFile('/project', {})).toBe('/project/lib/stacks/grid-consumers.json');
  expect(consumersFile('/project', { SLUICE_GRID_CONSUMERS: 'other.json' })).toBe('/project/other.json');
  expect(consumersFile('/project', { SLUICE_GRID_CONSUMERS: '/elsewhere/other.json' })).toBe('/elsewhere/other.json');
});

test.each([1, 4, 12])(
  'what is written for %d consumers reads back, as the formatter has it, and nothing is left over',
  async (count) => {
    const file = join(temporaryFolder(), 'grid-consumers.json');
    const consumers = Array.from({ length: count }, (_, index) => ({ name: `consumer-${index}` }));

    await writeConsumers(file, consumers);

    expect(await readConsumers(file)).toEqual(consumers);
    const formatted = execFileSync(
      join(root, 'node_modules/.bin/biome'),
      ['format', '--stdin-file-path=consumers.json'],
      {
        cwd: root,
        input: readFileSync(file),
        encoding: 'utf8',
      },
    );
    expect(readFileSync(file, 'utf8')).toBe(formatted);
    expect(readdirSync(join(file, '..'))).toEqual(['grid-consumers.json']);
  },
);

test('a list that the stack would refuse is not written', async () => {
  const file = join(temporaryFolder(), 'grid-consumers.json');
  writeFileSync(file, '[]');

  await expect(writeConsumers(file, [{ name: 'stats' }])).rejects.toMatchObject({ code: 'CONSUMERS_REFUSED' });
  expect(readFileSync(file, 'utf8')).toBe('[]');
});
