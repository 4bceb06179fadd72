import { readingsOutput } from '../../contracts/grid/weather-reading.ts';
import { CutoverItem, cutoverAddress, initialCutover } from '../../contracts/registry/cutover/cutover-item.ts';
import type { ConfigReader } from '../../kit/config-reader.ts';

/** How far team A's readings have gone over to the canonical observations; at most a second old. */
export const readCutover = async (config: ConfigReader): Promise<typeof initialCutover> =>
  CutoverItem.optional().parse(await config.read(cutoverAddress(readingsOutput))) ?? initialCutover;
