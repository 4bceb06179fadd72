import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { projectRoot } from '../../lib/cli/cli-context.ts';
import { findRunnableBlocks } from './runnable-blocks.ts';
import { sluice } from './running-stack.ts';

const name = 'test-documents';
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-documents-'));
  await copyFile(join(projectRoot, 'lib/stacks/grid-consumers.json'), join(folder, 'consumers.json'));
  await sluice(['reset', '--yes', '--instance', name]);
}, 60_000);
afterAll(async () => {
  await sluice(['reset', '--yes', '--instance', name]);
  await rm(folder, { recursive: true, force: true });
}, 60_000);

const run = (script: string) =>
  execa('bash', ['-euo', 'pipefail', '-c', script], {
    cwd: projectRoot,
    reject: false,
    all: true,
    stdin: 'ignore',
    env: { SLUICE_INSTANCE: name, SLUICE_GRID_CONSUMERS: join(folder, 'consumers.json') },
  });

describe.each(['README.md', 'demos/grid/runbook.md', 'demos/orders/runbook.md'])('%s', (document) => {
  test('every command that it tells the reader to type does what it says', async () => {
    const blocks = findRunnableBlocks(await readFile(join(projectRoot, document), 'utf8'));
    expect(blocks.length).toBeGreaterThan(3);

    for (const { name: block, script } of blocks) {
      const { exitCode, all } = await run(script);
      expect({ block, exitCode, output: exitCode === 0 ? '' : all }).toEqual({ block, exitCode: 0, output: '' });
    }
  }, 240_000);
});
