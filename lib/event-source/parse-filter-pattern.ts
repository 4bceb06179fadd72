import { InvalidEventSourceError } from './event-source-errors.ts';
import { type LeafTest, parseFilterRule } from './filter-rule.ts';

/** Whether a record's value passes; a tombstone has no value. */
export type ValueTest = (value: Buffer | null) => boolean;

/** Of a record whose value is of another form than the pattern (text against JSON), AWS's documents do not agree what becomes. (unverified) */
const OTHER_FORM_PASSES = true;

/**
 * A filter of a Kafka event source: `{"value": {…}}` for JSON objects, `{"value": ["…"]}` for plain strings, or `$or` of such.
 * @throws InvalidEventSourceError for what is no pattern, and for keys other than `value`, which Kafka event sources do not filter by
 */
export const parseFilterPattern = (pattern: string): ValueTest => {
  const parsed = parseJson(pattern);
  if (!isFields(parsed)) throw invalid(pattern, 'it is not a JSON object');
  return testOfRecord(parsed, pattern);
};

/** One of the filters is enough; no filter lets everything pass. */
export const passesFilters = (filters: readonly ValueTest[], value: Buffer | null): boolean =>
  filters.length === 0 || filters.some((passes) => passes(value));

type Fields = Readonly<Record<string, unknown>>;
/** A test of a part of a document; undefined stands for a part that is not there. */
type PartTest = (part: unknown) => boolean;

const testOfRecord = (fields: Fields, pattern: string): ValueTest => {
  const tests = Object.entries(fields).map(([key, rules]): ValueTest => {
    if (key === '$or') return anyTest(alternatives(rules, pattern).map((each) => testOfRecord(each, pattern)));
    if (key !== 'value') throw invalid(pattern, `a Kafka event source filters by "value" only, not by "${key}"`);
    return Array.isArray(rules) ? testOfText(rules, pattern) : testOfDocument(rules, pattern);
  });
  if (tests.length === 0) throw invalid(pattern, 'it is empty');
  return (value) => tests.every((test) => test(value));
};

const testOfText = (rules: readonly unknown[], pattern: string): ValueTest => {
  const test = testOfLeaves(rules, pattern);
  return (value) => {
    const text = value?.toString();
    return text === undefined || isFields(parseJson(text)) ? OTHER_FORM_PASSES : test(text);
  };
};

const testOfDocument = (rules: unknown, pattern: string): ValueTest => {
  if (!isFields(rules)) throw invalid(pattern, '"value" must be an object or a list');
  const test = testOfFields(rules, pattern);
  return (value) => {
    const document = value === null ? undefined : parseJson(value.toString());
    return isFields(document) ? test(document) : OTHER_FORM_PASSES;
  };
};

const testOfFields = (fields: Fields, pattern: string): PartTest => {
  const tests = Object.entries(fields).map(([key, rules]): PartTest => {
    if (key === '$or') return anyTest(alternatives(rules, pattern).map((each) => testOfFields(each, pattern)));
    const test = Array.isArray(rules)
      ? testOfLeaves(rules, pattern)
      : isFields(rules)
        ? testOfFields(rules, pattern)
        : undefined;
    if (!test) throw invalid(pattern, `the rules of "${key}" must be a list`);
    return (part) => test(isFields(part) && Object.hasOwn(part, key) ? part[key] : undefined);
  });
  if (tests.length === 0) throw invalid(pattern, 'an object in it is empty');
  const passes: PartTest = (part) => tests.every((test) => test(part));
  return (part) => (Array.isArray(part) && part.length > 0 ? part.some(passes) : passes(part));
};

/** A list of rules, of which one is enough, for any leaf: a list in a document passes if one of its elements does. */
const testOfLeaves = (rules: readonly unknown[], pattern: string): PartTest => {
  if (rules.length === 0) throw invalid(pattern, 'a list of rules is empty');
  const absencePasses = rules.some((rule) => existsOf(rule) === false);
  const tests = rules.flatMap((rule): LeafTest[] => {
    const exists = existsOf(rule);
    if (exists !== undefined) return exists ? [() => true] : [];
    const test = parseFilterRule(rule);
    if (!test) throw invalid(pattern, `${JSON.stringify(rule)} is no rule`);
    return [test];
  });
  return (part) => {
    const leaves = leavesOf(part);
    return leaves.length === 0 ? absencePasses : leaves.some((leaf) => tests.some((test) => test(leaf)));
  };
};

const existsOf = (rule: unknown): boolean | undefined =>
  isFields(rule) && typeof rule['exists'] === 'boolean' && Object.keys(rule).length === 1 ? rule['exists'] : undefined;

const leavesOf = (part: unknown): readonly unknown[] => {
  if (Array.isArray(part)) return part.flatMap(leavesOf);
  return part === undefined || isFields(part) ? [] : [part];
};

const alternatives = (rules: unknown, pattern: string): readonly Fields[] => {
  if (!Array.isArray(rules) || rules.length === 0 || !rules.every(isFields)) {
    throw invalid(pattern, '"$or" must be a list of objects');
  }
  return rules.filter(isFields);
};

const anyTest =
  <Part>(tests: readonly ((part: Part) => boolean)[]) =>
  (part: Part): boolean =>
    tests.some((test) => test(part));

const isFields = (part: unknown): part is Fields => typeof part === 'object' && part !== null && !Array.isArray(part);

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const invalid = (pattern: string, reason: string): InvalidEventSourceError =>
  new InvalidEventSourceError(`Invalid filter pattern definition: ${reason}. Pattern: ${pattern}`, {
    actions: [
      'Write it as {"value": {"field": [rules]}} for JSON or {"value": [rules]} for text; rules are values or operators such as {"prefix": "a"}.',
    ],
  });
