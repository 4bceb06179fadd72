import type { CutoverStatus } from '../../contracts/admin/cutover-status.ts';
import { readingsOutput } from '../../contracts/grid/weather-reading.ts';
import type { initialCutover } from '../../contracts/registry/cutover/cutover-item.ts';
import type { Evidence } from './read-evidence.ts';

/** Mode and evidence as the admin routes tell them. */
export const toCutoverStatus = (
  { mode, percent, sinceMs }: typeof initialCutover,
  { parity, behind }: Pick<Evidence, 'parity' | 'behind'>,
): CutoverStatus => ({
  output: readingsOutput,
  cutover: { mode, percent },
  since: sinceMs === 0 ? null : new Date(sinceMs).toISOString(),
  behind,
  parity: {
    compared: parity.compared,
    equal: parity.equal,
    onlyOld: parity.onlyOld.length,
    onlyNew: parity.onlyNew.length,
    repeated: parity.repeated.length,
    differing: parity.compared - parity.equal,
    holds: parity.holds,
  },
});
