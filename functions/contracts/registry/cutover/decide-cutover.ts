import { createHash } from 'node:crypto';
import type { Cutover } from './cutover-item.ts';

export type Side = 'old' | 'new';

/** What becomes of one key: which outputs are written, and which one readers are answered from. */
export interface CutoverRoute {
  readonly writes: readonly Side[];
  readonly serves: Side;
}

/** The outputs that are written in a mode. */
export const writtenSides = (mode: Cutover['mode']): readonly Side[] => {
  switch (mode) {
    case 'old':
      return ['old'];
    case 'dual':
      return ['old', 'new'];
    case 'new':
      return ['new'];
  }
};

/**
 * Routes by the key's hash alone: the same key goes the same way on every machine, and raising `percent`, or going on
 * from `old` to `dual` to `new`, never moves a key back to the old output.
 */
export const decideCutover = ({ mode, percent }: Cutover, key: string): CutoverRoute => {
  const writes = writtenSides(mode);
  switch (mode) {
    case 'old':
    case 'new':
      return { writes, serves: mode };
    case 'dual':
      return { writes, serves: percentileOf(key) < percent ? 'new' : 'old' };
  }
};

/** Where a key lies among all keys, at least 0 and below 100: evenly spread, whatever the keys look like. */
const percentileOf = (key: string): number =>
  (createHash('sha256').update(key).digest().readUInt32BE(0) / 2 ** 32) * 100;
