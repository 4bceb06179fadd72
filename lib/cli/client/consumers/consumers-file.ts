import { readFile, rename, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { GridConsumers } from '../../../../functions/contracts/grid/consumer.ts';
import { SluiceError } from '../../../foundation/sluice-error.ts';

class ConsumersRefusedError extends SluiceError {
  readonly code = 'CONSUMERS_REFUSED';
}

/** The file that the grid's stack reads: lib/stacks/grid-consumers.json, or what SLUICE_GRID_CONSUMERS names instead. */
export const consumersFile = (root: string, environment: NodeJS.ProcessEnv = process.env): string => {
  const other = environment['SLUICE_GRID_CONSUMERS'];
  return other === undefined ? join(root, 'lib/stacks/grid-consumers.json') : resolve(root, other);
};

export const readConsumers = async (file: string): Promise<GridConsumers> =>
  GridConsumers.parse(JSON.parse(await readFile(file, 'utf8')));

const longestLine = 120;

/** Replaces the file in one step, in the form that the formatter of the project gives it. */
export const writeConsumers = async (file: string, consumers: GridConsumers): Promise<void> => {
  const checked = GridConsumers.safeParse(consumers);
  if (!checked.success) {
    throw new ConsumersRefusedError(checked.error.issues.map(({ message }) => message).join('; '), {
      actions: ['choose another name'],
    });
  }
  const items = checked.data.map(({ name }) => `{ "name": ${JSON.stringify(name)} }`);
  const line = `[${items.join(', ')}]`;
  const text = line.length <= longestLine ? line : `[\n${items.map((item) => `  ${item}`).join(',\n')}\n]`;
  await writeFile(`${file}.next`, `${text}\n`);
  await rename(`${file}.next`, file);
};
