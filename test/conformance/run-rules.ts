import type { Endpoints } from './endpoints.ts';
import type { Rule } from './rule.ts';
import { openWorkbench, type Workbench } from './workbench.ts';

export interface Verdict {
  readonly title: string;
  readonly outcome: 'passed' | 'failed' | 'skipped';
  readonly seconds: number;
  /** Why it failed, or was skipped. */
  readonly reason: string | undefined;
}

/** Checks rules against a pair of endpoints, some at once, and the exclusive ones at last, each alone. */
export const runRules = async (
  rules: readonly Rule[],
  endpoints: Endpoints,
  { atOnce, concluded }: { readonly atOnce: number; readonly concluded: (verdict: Verdict) => void },
): Promise<readonly Verdict[]> => {
  await using bench = await openWorkbench(endpoints);
  const verdicts = new Map<Rule, Verdict>();

  const work = async (queue: Rule[]): Promise<void> => {
    for (let rule = queue.shift(); rule; rule = queue.shift()) {
      const verdict = await judge(rule, bench);
      verdicts.set(rule, verdict);
      concluded(verdict);
    }
  };
  const shared = rules
    .filter(({ exclusive = false }) => !exclusive)
    .toSorted((left, right) => Number(right.slow ?? false) - Number(left.slow ?? false));
  await Promise.all(Array.from({ length: atOnce }, () => work(shared)));
  await work(rules.filter(({ exclusive = false }) => exclusive));
  return rules.flatMap((rule) => verdicts.get(rule) ?? []);
};

const judge = async ({ title, needs, check }: Rule, bench: Workbench): Promise<Verdict> => {
  const started = performance.now();
  const secondsSince = () => (performance.now() - started) / 1000;
  if (needs !== undefined && !offers(bench.endpoints, needs)) {
    return { title, outcome: 'skipped', seconds: 0, reason: `no ${needs} at these endpoints` };
  }
  try {
    await check(bench);
    return { title, outcome: 'passed', seconds: secondsSince(), reason: undefined };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { title, outcome: 'failed', seconds: secondsSince(), reason };
  }
};

const offers = (endpoints: Endpoints, needed: NonNullable<Rule['needs']>): boolean => {
  switch (needed) {
    case 'broker-restart':
      return endpoints.restartBroker !== undefined;
    case 'throttled-function':
      return endpoints.throttledFunctionName !== undefined;
  }
};
