import type { Command } from 'commander';

/** A word that only leads to commands, as `consumers` does to `consumers list`. */
export const defineCommandGroup = (program: Command, name: string, purpose: string): Command =>
  program.command(name).summary(purpose).description(purpose);
