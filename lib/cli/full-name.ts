import type { Command } from 'commander';

/** What is typed after the program's own name: `up`, `consumers list`. */
export const fullNameOf = (command: Command): string => {
  const { parent } = command;
  const isUnderProgram = parent === null || parent.parent === null;
  return isUnderProgram ? command.name() : `${fullNameOf(parent)} ${command.name()}`;
};
