import { setTimeout as sleep } from 'node:timers/promises';

/** Looks until a value is there; rejects with how things stand after the limit. */
export const eventually = async <Value>(
  what: string,
  look: () => Promise<Value | undefined> | Value | undefined,
  standing: () => unknown = () => undefined,
  limitMs = 30_000,
): Promise<Value> => {
  const end = Date.now() + limitMs;
  while (true) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > end) throw new Error(`Not within ${limitMs} ms: ${what}. ${JSON.stringify(standing()) ?? ''}`);
    await sleep(30);
  }
};
