import { readingId, type WeatherReading } from '../../contracts/grid/weather-reading.ts';
import type { Cutover } from '../../contracts/registry/cutover/cutover-item.ts';
import { decideCutover, type Side } from '../../contracts/registry/cutover/decide-cutover.ts';

export interface ReadingsAnswer {
  /** Newest first, each id once. */
  readonly readings: readonly WeatherReading[];
  /** How many came from each output. */
  readonly served: Readonly<Record<Side, number>>;
  /** Ids that both outputs have with different values. */
  readonly mismatches: number;
}

/**
 * What a reader is answered while both outputs are kept: each id from the output that the cutover chooses for it, and from the other
 * where that one does not have it yet, so that nothing is missing and nothing there twice.
 */
export const decideAnswer = (
  cutover: Cutover,
  stored: Readonly<Record<Side, readonly WeatherReading[]>>,
  limit: number,
): ReadingsAnswer => {
  const old = new Map(stored.old.map((reading) => [readingId(reading), reading]));
  const fresh = new Map(stored.new.map((reading) => [readingId(reading), reading]));
  const ids = [...new Set([...old.keys(), ...fresh.keys()])];
  const chosen = ids
    .flatMap((id): { side: Side; reading: WeatherReading }[] => {
      const [before, after] = [old.get(id), fresh.get(id)];
      if (before === undefined) return after === undefined ? [] : [{ side: 'new', reading: after }];
      if (after === undefined || decideCutover(cutover, id).serves === 'old') return [{ side: 'old', reading: before }];
      return [{ side: 'new', reading: after }];
    })
    .toSorted((left, right) => right.reading.observed_at - left.reading.observed_at)
    .slice(0, limit);
  const count = (side: Side): number => chosen.filter((each) => each.side === side).length;
  return {
    readings: chosen.map(({ reading }) => reading),
    served: { old: count('old'), new: count('new') },
    mismatches: ids.filter((id) => {
      const [before, after] = [old.get(id), fresh.get(id)];
      return before && after && before.temperature_celsius !== after.temperature_celsius;
    }).length,
  };
};
