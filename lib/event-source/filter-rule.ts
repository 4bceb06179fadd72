import { z } from 'zod';

/** A test of one leaf of a document: a string, number, boolean or null. */
export type LeafTest = (leaf: unknown) => boolean;

const Scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const oneOrMore = <Item extends z.ZodType>(item: Item) =>
  z.union([item.transform((each) => [each]), z.array(item).min(1)]);
const Operator = z.enum(['=', '<', '<=', '>', '>=']);
const CaseInsensitive = z.strictObject({ 'equals-ignore-case': z.string() });

const Rule = z.union([
  Scalar.transform((value) => ({ equals: [value] })),
  z.strictObject({ prefix: z.union([z.string(), CaseInsensitive]) }),
  z.strictObject({ suffix: z.union([z.string(), CaseInsensitive]) }),
  CaseInsensitive,
  z.strictObject({ wildcard: z.string().refine((text) => !text.includes('**')) }),
  z.strictObject({
    numeric: z.union([
      z.tuple([Operator, z.number()]),
      z.tuple([z.enum(['>', '>=']), z.number(), z.enum(['<', '<=']), z.number()]),
    ]),
  }),
  z.strictObject({
    'anything-but': z.union([
      oneOrMore(z.union([z.string(), z.number()])),
      z.strictObject({ prefix: oneOrMore(z.string()) }),
      z.strictObject({ suffix: oneOrMore(z.string()) }),
      z.strictObject({ 'equals-ignore-case': oneOrMore(z.string()) }),
      z.strictObject({ wildcard: oneOrMore(z.string()) }),
    ]),
  }),
]);

/**
 * The test that one entry of a rule list stands for (Lambda guide, "Filter rule syntax"; EventBridge, "Comparison operators").
 * @returns undefined for what is no rule; `exists` is none of a leaf
 */
export const parseFilterRule = (rule: unknown): LeafTest | undefined => {
  const parsed = Rule.safeParse(rule);
  if (!parsed.success) return undefined;
  const each = parsed.data;
  if ('equals' in each) return isOneOf(each.equals);
  if ('prefix' in each) return hasAffix('startsWith', each.prefix);
  if ('suffix' in each) return hasAffix('endsWith', each.suffix);
  if ('equals-ignore-case' in each) return equalsIgnoreCase(each['equals-ignore-case']);
  if ('wildcard' in each) return isLike(each.wildcard);
  if ('numeric' in each) return isWithin(each.numeric);
  return not(whatIsExcluded(each['anything-but']));
};

type AnythingBut = Extract<z.infer<typeof Rule>, { 'anything-but': unknown }>['anything-but'];

const whatIsExcluded = (excluded: AnythingBut): LeafTest => {
  if (Array.isArray(excluded)) return isOneOf(excluded);
  if ('prefix' in excluded) return anyOf(excluded.prefix.map((text) => hasAffix('startsWith', text)));
  if ('suffix' in excluded) return anyOf(excluded.suffix.map((text) => hasAffix('endsWith', text)));
  if ('wildcard' in excluded) return anyOf(excluded.wildcard.map(isLike));
  return anyOf(excluded['equals-ignore-case'].map(equalsIgnoreCase));
};

const not =
  (test: LeafTest): LeafTest =>
  (leaf) =>
    !test(leaf);

const anyOf =
  (tests: readonly LeafTest[]): LeafTest =>
  (leaf) =>
    tests.some((test) => test(leaf));

const isOneOf =
  (values: readonly unknown[]): LeafTest =>
  (leaf) =>
    values.includes(leaf);

const equalsIgnoreCase = (text: string): LeafTest => {
  const folded = text.toLowerCase();
  return (leaf) => typeof leaf === 'string' && leaf.toLowerCase() === folded;
};

const hasAffix = (
  where: 'startsWith' | 'endsWith',
  affix: string | { readonly 'equals-ignore-case': string },
): LeafTest => {
  if (typeof affix === 'string') return (leaf) => typeof leaf === 'string' && leaf[where](affix);
  const folded = affix['equals-ignore-case'].toLowerCase();
  return (leaf) => typeof leaf === 'string' && leaf.toLowerCase()[where](folded);
};

/** `*` stands for any characters; `\*` and `\\` for themselves. */
const isLike = (pattern: string): LeafTest => {
  const source = pattern.replace(/\\[*\\]|[\s\S]/g, (token) => {
    if (token === '*') return '[\\s\\S]*';
    return RegExp.escape(token.length === 2 ? token.slice(1) : token);
  });
  const expression = new RegExp(`^${source}$`);
  return (leaf) => typeof leaf === 'string' && expression.test(leaf);
};

const isWithin = (range: readonly (string | number)[]): LeafTest => {
  const bounds = [range.slice(0, 2), range.slice(2, 4)].filter((bound) => bound.length === 2);
  return (leaf) =>
    typeof leaf === 'number' && bounds.every(([operator, bound]) => compare(leaf, operator, Number(bound)));
};

const compare = (leaf: number, operator: string | number | undefined, bound: number): boolean => {
  switch (operator) {
    case '=':
      return leaf === bound;
    case '<':
      return leaf < bound;
    case '<=':
      return leaf <= bound;
    case '>':
      return leaf > bound;
    default:
      return leaf >= bound;
  }
};
