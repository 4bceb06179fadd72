import { InputUnreadableError } from './schema-errors.ts';

/** One item of a file of events. */
export type Item =
  | { readonly kind: 'value'; readonly value: unknown }
  /** A line that is not JSON; `message` is the parser's. */
  | { readonly kind: 'unreadable'; readonly message: string };

/** The items of a JSON text, an array or one object, or of NDJSON, one object on each line that is not empty. */
export const parseItems = (text: string, name: string): Item[] => {
  const whole = parseJson(text);
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const isByLine = whole.kind === 'unreadable' && parseJson(lines[0] ?? '').kind === 'value' && lines.length > 1;
  const items = isByLine ? lines.map(parseJson) : whole.kind === 'value' ? toItems(whole.value) : [];
  if (items.length > 0) return items;
  throw new InputUnreadableError(
    whole.kind === 'unreadable' && lines.length > 0 ? `${name} is not JSON: ${whole.message}` : `${name} has no event.`,
    { actions: ['give a JSON object, an array of them, or one on each line'] },
  );
};

const toItems = (value: unknown): Item[] => {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.map((each) => ({ kind: 'value', value: each }));
};

const parseJson = (text: string): Item => {
  try {
    const value: unknown = JSON.parse(text);
    return { kind: 'value', value };
  } catch (error) {
    return { kind: 'unreadable', message: error instanceof Error ? error.message : String(error) };
  }
};
