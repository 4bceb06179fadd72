import { UsageError } from './usage-error.ts';

/** A number of seconds, zero or more, as an option gives it. */
export const parseSeconds = (option: string, text: unknown): number => {
  const seconds = Number(text);
  if (text !== '' && Number.isFinite(seconds) && seconds >= 0) return seconds;
  throw new UsageError(`${option} ${String(text)} is no number of seconds.`, { actions: [`${option} 10`] });
};
