import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { projectRoot } from '../../lib/cli/cli-context.ts';
import { findRunnableBlocks } from './runnable-blocks.ts';
import { sluice } from './running-stack.ts';

export interface BlockResult {
  readonly block: string;
  readonly exitCode: number | undefined;
  /** What a block that failed said; empty where it succeeded. */
  readonly output: string;
}

/** A document's commands, typed one block after another against an instance and a list of consumers of its own. */
export interface DocumentRun extends AsyncDisposable {
  /** Ends with the first block that fails. */
  execute(document: string): Promise<BlockResult[]>;
}

export const openDocumentRun = async (instance: string): Promise<DocumentRun> => {
  const folder = await mkdtemp(join(tmpdir(), 'sluice-documents-'));
  const consumers = join(folder, 'consumers.json');
  await copyFile(join(projectRoot, 'lib/stacks/grid-consumers.json'), consumers);
  await sluice(['reset', '--yes', '--instance', instance]);

  return {
    execute: async (document) => {
      const results: BlockResult[] = [];
      for (const { name: block, script } of findRunnableBlocks(await readFile(join(projectRoot, document), 'utf8'))) {
        const { exitCode, all } = await execa('bash', ['-euo', 'pipefail', '-c', script], {
          cwd: projectRoot,
          reject: false,
          all: true,
          stdin: 'ignore',
          env: { SLUICE_INSTANCE: instance, SLUICE_GRID_CONSUMERS: consumers },
        });
        results.push({ block, exitCode, output: exitCode === 0 ? '' : all });
        if (exitCode !== 0) break;
      }
      return results;
    },
    [Symbol.asyncDispose]: async () => {
      await sluice(['reset', '--yes', '--instance', instance]);
      await rm(folder, { recursive: true, force: true });
    },
  };
};
