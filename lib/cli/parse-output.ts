import { UsageError } from './usage-error.ts';

/** The form of output that `-o` names: one of those that the command has. */
export const parseOutput = <Format extends string>(
  command: string,
  formats: readonly [Format, ...Format[]],
  text: unknown,
): Format => {
  const format = formats.find((each) => each === text);
  if (format !== undefined) return format;
  throw new UsageError(`-o ${String(text)} is no output of ${command}.`, {
    actions: [formats.map((each) => `-o ${each}`).join(' or ')],
  });
};
