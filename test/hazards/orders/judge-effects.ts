/** How many effects an order must have in the end. */
export interface Expectation {
  readonly minimum: number;
  /** Infinity where there is no bound. */
  readonly maximum: number;
  /** Whether its client was told that it is accepted: only such an order can be lost. */
  readonly acknowledged: boolean;
}

/** What the ledger says of one round, beside what had to be. */
export interface Judgement {
  /** Acknowledged orders. */
  readonly orders: number;
  /** Acknowledged orders without effect. */
  readonly lost: number;
  /** Effects beyond each order's first. */
  readonly doubled: number;
  readonly mustLose: number;
  readonly mustDouble: number;
  /** Orders that have not what they must, one sentence each. */
  readonly faults: readonly string[];
}

const never: Expectation = { minimum: 0, maximum: 0, acknowledged: false };

/** Compares the ledger's rows, counted by order, with what each order must have; one that nobody expects must have none. */
export const judgeEffects = (
  expected: ReadonlyMap<string, Expectation>,
  ledger: ReadonlyMap<string, number>,
): Judgement => {
  const orders = [...new Set([...expected.keys(), ...ledger.keys()])].map((id) => ({
    id,
    effects: ledger.get(id) ?? 0,
    ...(expected.get(id) ?? never),
  }));
  const acknowledged = orders.filter((order) => order.acknowledged);
  const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
  return {
    orders: acknowledged.length,
    lost: acknowledged.filter(({ effects }) => effects === 0).length,
    doubled: sum(orders.map(({ effects }) => Math.max(effects - 1, 0))),
    mustLose: acknowledged.filter(({ maximum }) => maximum === 0).length,
    mustDouble: sum(orders.map(({ minimum }) => Math.max(minimum - 1, 0))),
    faults: orders.flatMap(({ id, effects, minimum, maximum }) =>
      effects >= minimum && effects <= maximum
        ? []
        : [`${id} has ${effects} effects, and must have ${minimum === maximum ? minimum : `${minimum}–${maximum}`}`],
    ),
  };
};
