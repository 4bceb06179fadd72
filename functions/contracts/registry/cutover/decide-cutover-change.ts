import type { Parity } from './compare-parity.ts';
import type { Cutover, CutoverItem } from './cutover-item.ts';

/** What the two outputs hold just now. */
export interface CutoverEvidence {
  readonly parity: Pick<Parity, 'onlyOld' | 'onlyNew' | 'repeated' | 'differences'>;
  /** Records that are on the topics of either output and not stored yet, counted before the outputs were compared. */
  readonly behind: number;
}

/** Why a change is not made. A waiting one may be made in a moment; another one needs something to be done first. */
export interface CutoverRefusal {
  readonly code: 'CUTOVER_SKIPS_DUAL' | 'CUTOVER_NOT_SETTLED' | 'CUTOVER_WITHOUT_PARITY';
  readonly message: string;
}

/** Twice as long as a writer may go by the mode before. */
const settlingMs = 2_000;

/**
 * Whether a mode may follow another. Only from `dual` is an output given up, and only when the one that stays has
 * everything: so no reader loses what was acknowledged before.
 *
 * @returns undefined where it may
 */
export const decideCutoverChange = (
  current: Pick<CutoverItem, 'mode' | 'sinceMs'>,
  { mode }: Pick<Cutover, 'mode'>,
  { parity, behind }: CutoverEvidence,
  nowMs: number,
): CutoverRefusal | undefined => {
  if (mode === current.mode || mode === 'dual') return undefined;
  if (current.mode !== 'dual') {
    return { code: 'CUTOVER_SKIPS_DUAL', message: `${current.mode} is followed by dual, not by ${mode}` };
  }
  if (nowMs - current.sinceMs < settlingMs || behind > 0) {
    return {
      code: 'CUTOVER_NOT_SETTLED',
      message: `dual since ${nowMs - current.sinceMs} ms, and ${behind} records are not stored yet`,
    };
  }
  const missing = (mode === 'new' ? parity.onlyOld : parity.onlyNew).length;
  const faults = missing + parity.differences.length + parity.repeated.length;
  if (faults === 0) return undefined;
  return {
    code: 'CUTOVER_WITHOUT_PARITY',
    message: `${missing} items would be missing, ${parity.differences.length} differ, ${parity.repeated.length} are there twice`,
  };
};
