import { type Command, Option } from 'commander';
import { InterruptedError } from '../targets/instance/instance-target.ts';
import type { CommandResult } from './command-result.ts';
import { ConfirmationNeededError } from './confirmation-needed-error.ts';
import { endWithReader } from './end-with-reader.ts';
import { toEnvelope, toErrorBody, toErrorEnvelope } from './envelope.ts';
import { fullNameOf } from './full-name.ts';
import { UsageError } from './usage-error.ts';

export interface CommandDefinition<Options> {
  /** `name` or `name <argument>`, as commander reads it. */
  readonly usage: string;
  /** One line. */
  readonly purpose: string;
  readonly examples: readonly [string, ...string[]];
  readonly options?: readonly (readonly [flags: string, description: string, defaultValue?: string])[];
  parse(options: Record<string, unknown>, args: readonly string[]): Options;
  run(options: Options, print: Print): Promise<CommandResult>;
}

/** Progress for people, on standard error; silent with `--json`. */
export type Print = (line: string) => void;

/** Adds a command whose help starts with its examples and whose errors end with the fix. */
export const defineCommand = <Options>(program: Command, definition: CommandDefinition<Options>): Command => {
  const command = program
    .command(definition.usage)
    .summary(definition.purpose)
    .description(`${definition.purpose}\n\nExamples:\n${definition.examples.map((each) => `  ${each}`).join('\n')}`)
    .addOption(
      new Option('--instance <name>', 'which instance of the stack; SLUICE_INSTANCE names it too')
        .default('demo')
        .env('SLUICE_INSTANCE'),
    )
    .option('--json', 'print one JSON envelope instead of text');
  for (const [flags, description, defaultValue] of definition.options ?? []) {
    command.option(flags, description, defaultValue);
  }

  command.action(async () => {
    endWithReader(process.stdout);
    const options: Record<string, unknown> = command.opts();
    const json = options['json'] === true;
    const print: Print = (line) => {
      if (!json) process.stderr.write(`${line}\n`);
    };
    const name = fullNameOf(command);
    try {
      const result = await definition.run(definition.parse(options, command.args), print);
      for (const warning of json ? [] : (result.warnings ?? [])) process.stderr.write(`warning: ${warning}\n`);
      process.stdout.write(
        json ? `${JSON.stringify(toEnvelope(name, result))}\n` : result.lines.map((line) => `${line}\n`).join(''),
      );
      process.exitCode = result.failed ? 1 : 0;
    } catch (error) {
      if (json) process.stdout.write(`${JSON.stringify(toErrorEnvelope(name, error))}\n`);
      else for (const line of toErrorLines(error)) process.stderr.write(`${line}\n`);
      process.exitCode = toExitCode(error);
    }
  });
  return command;
};

const toErrorLines = (error: unknown): string[] => {
  const { code, message, actions } = toErrorBody(error);
  return [`error ${code}: ${message}`, ...actions.map((action) => `  → ${action}`)];
};

const toExitCode = (error: unknown): number => {
  if (error instanceof UsageError) return 2;
  if (error instanceof ConfirmationNeededError) return 3;
  if (error instanceof InterruptedError) return 130;
  return 1;
};
