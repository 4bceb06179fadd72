/** One written output in the terms that both shapes share. */
export interface ParityItem {
  readonly id: string;
  readonly values: Readonly<Record<string, number | string>>;
}

export interface Difference {
  readonly id: string;
  readonly field: string;
  /** Absent where that side has no such field. */
  readonly old?: number | string;
  readonly new?: number | string;
}

/** What two outputs of the same input have in common: `holds` where that is everything. */
export interface Parity {
  /** Ids that both sides have. */
  readonly compared: number;
  readonly equal: number;
  readonly onlyOld: readonly string[];
  readonly onlyNew: readonly string[];
  /** Ids that a side has more than once: its last item is the one compared. */
  readonly repeated: readonly string[];
  readonly differences: readonly Difference[];
  readonly holds: boolean;
}

/** Compares by id, whatever the order. Numbers may differ by `tolerance`, in the field's own unit; texts must be equal. */
export const compareParity = (
  oldOutput: readonly ParityItem[],
  newOutput: readonly ParityItem[],
  tolerance = 0,
): Parity => {
  const [before, after] = [byId(oldOutput), byId(newOutput)];
  const shared = [...before.keys()].filter((id) => after.has(id));
  const onlyOld = [...before.keys()].filter((id) => !after.has(id));
  const onlyNew = [...after.keys()].filter((id) => !before.has(id));
  const repeated = [...new Set([...repeatedIds(oldOutput), ...repeatedIds(newOutput)])];
  const differences = shared.flatMap((id) => compareItem(id, before.get(id) ?? {}, after.get(id) ?? {}, tolerance));
  return {
    compared: shared.length,
    equal: shared.length - new Set(differences.map(({ id }) => id)).size,
    onlyOld,
    onlyNew,
    repeated,
    differences,
    holds: onlyOld.length + onlyNew.length + repeated.length + differences.length === 0,
  };
};

type Values = ParityItem['values'];

const byId = (items: readonly ParityItem[]): ReadonlyMap<string, Values> =>
  new Map(items.map(({ id, values }) => [id, values]));

const repeatedIds = (items: readonly ParityItem[]): string[] =>
  [...Map.groupBy(items, ({ id }) => id)].filter(([, same]) => same.length > 1).map(([id]) => id);

const compareItem = (id: string, before: Values, after: Values, tolerance: number): Difference[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((field) => {
    const [left, right] = [before[field], after[field]];
    if (isEqual(left, right, tolerance)) return [];
    return [
      { id, field, ...(left === undefined ? {} : { old: left }), ...(right === undefined ? {} : { new: right }) },
    ];
  });

const isEqual = (left: unknown, right: unknown, tolerance: number): boolean =>
  typeof left === 'number' && typeof right === 'number'
    ? left === right || Math.abs(left - right) <= tolerance
    : left === right;
