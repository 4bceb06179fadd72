import type { Command } from 'commander';
import { fullNameOf } from './full-name.ts';

/** The reference page of the command line, from the same definitions as `--help`. */
export const toCommandReference = (program: Command): string => {
  const sections = program.commands.flatMap(withoutGroups).map((command) => {
    const [purpose = '', ...examples] = command
      .description()
      .split('\n')
      .filter((line) => line !== '');
    const options = command.options.map(({ flags, description, defaultValue }) => {
      const preset = typeof defaultValue === 'string' ? ` (default: ${defaultValue})` : '';
      return `| \`${flags}\` | ${description}${preset} |`;
    });
    return [
      `## ${fullNameOf(command)}${command.usage().replace('[options]', '').trimEnd()}`,
      purpose,
      ['```console', ...examples.slice(1).map((line) => line.trim()), '```'].join('\n'),
      ['| option | meaning |', '|---|---|', ...options].join('\n'),
    ].join('\n\n');
  });
  return [
    '# Command line',
    "Made from the commands' own help by `npm run docs`; `npm test` fails where they differ.",
    'Exit codes: 0 done · 1 failed, or a check does not hold · 2 the command line is wrong · 3 confirmation is needed · 130 interrupted.',
    ...sections,
    '',
  ]
    .join('\n\n')
    .replace(/\n+$/, '\n');
};

const withoutGroups = (command: Command): readonly Command[] =>
  command.commands.length === 0 ? [command] : command.commands.flatMap(withoutGroups);
