import { readFileSync } from 'node:fs';
import { GridConsumers } from '../../functions/contracts/grid/consumer.ts';

/** The consumers of `grid-consumers.json`, or of the file that SLUICE_GRID_CONSUMERS names: a line more is a consumer more. */
export const readGridConsumers = (
  file = process.env['SLUICE_GRID_CONSUMERS'] ?? new URL('grid-consumers.json', import.meta.url),
): GridConsumers => GridConsumers.parse(JSON.parse(readFileSync(file, 'utf8')));
