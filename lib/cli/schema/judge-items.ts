import { z } from 'zod';
import { describeIssue } from '../../../functions/contracts/describe-issue.ts';
import type { ItemError } from '../../../functions/contracts/problem.ts';
import type { ContractVersion } from '../../../functions/contracts/registry/contract-versions.ts';
import type { RegisteredVersion } from '../../../functions/contracts/registry/registry.ts';
import type { Item } from './parse-items.ts';

export interface Judgement {
  readonly items: number;
  readonly valid: number;
  /** How many items were judged by each version, e.g. `MarketDispatchEvent v1`. */
  readonly judgedBy: Readonly<Record<string, number>>;
  readonly errors: readonly ItemError[];
}

type Contract = Pick<ContractVersion, 'event' | 'version' | 'contract'>;

const Typed = z.looseObject({ event_type: z.string() });

/**
 * Judges every item by the version of its event: by the contract where the code has that version, which knows the rules
 * beyond JSON Schema, else by the landed schema. `event` is the type of items that name none or another.
 */
export const judgeItems = (
  items: readonly Item[],
  versions: readonly RegisteredVersion[],
  contracts: readonly Contract[],
  event: string | undefined,
): Judgement => {
  const judgedBy: Record<string, number> = {};
  const errors: ItemError[] = [];
  let valid = 0;
  const chosen = new Map(versions.map((each) => [each.event, toJudge(each, contracts)] as const));

  for (const [index, item] of items.entries()) {
    if (item.kind === 'unreadable') {
      errors.push({ index, path: '', message: item.message, fix: 'Write one JSON object on each line' });
      continue;
    }
    const judge = chosen.get(event ?? Typed.safeParse(item.value).data?.event_type ?? '');
    if (judge === undefined) {
      const fix = `Use ${[...chosen.keys()].join(', ')} for event_type, or name the event with --event`;
      errors.push({ index, path: 'event_type', message: 'Names no registered event', fix });
      continue;
    }
    judgedBy[judge.name] = (judgedBy[judge.name] ?? 0) + 1;
    const parsed = judge.contract.safeParse(item.value);
    if (parsed.success) valid += 1;
    else errors.push(...parsed.error.issues.map((issue) => ({ index, ...describeIssue(issue) })));
  }
  return { items: items.length, valid, judgedBy, errors };
};

const toJudge = ({ event, version, schema }: RegisteredVersion, contracts: readonly Contract[]) => ({
  name: `${event} v${version}`,
  contract:
    contracts.find((each) => each.event === event && each.version === version)?.contract ?? z.fromJSONSchema(schema),
});
