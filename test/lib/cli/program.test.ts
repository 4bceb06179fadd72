import type { Command } from 'commander';
import { fullNameOf } from '../../../lib/cli/full-name.ts';
import { buildProgram } from '../../../lib/cli/program.ts';

const leaves = (command: Command): readonly Command[] =>
  command.commands.length === 0 ? [command] : command.commands.flatMap(leaves);

const noFlows = { demos: async () => [], loads: async () => [] };
const commands = leaves(await buildProgram(noFlows)).map((command) => [fullNameOf(command), command] as const);

test('there are the commands that a first run needs, and groups have theirs', () => {
  const names = commands.map(([name]) => name);

  expect(names).toEqual(expect.arrayContaining(['up', 'down', 'demo', 'consumers add', 'dlq redrive', 'inventory']));
  expect(new Set(names).size).toBe(names.length);
});

test.each(commands)('%s says its purpose in one line and begins its help with examples', (name, command) => {
  const [purpose = '', , heading, example] = command.description().split('\n');

  expect(purpose).toMatch(/^[A-Z].+[.:]$/);
  expect(heading).toBe('Examples:');
  expect(example).toMatch(new RegExp(`^ {2}(eval "\\$\\()?\\./sluice ${name}( |$)`));
});

test('a first word that is known brings its command alone, and any other all of them, so that the nearest is suggested', async () => {
  const namesFor = async (firstWord: string) =>
    (await buildProgram(noFlows, firstWord)).commands.map((command) => command.name());

  expect(await namesFor('dlq')).toEqual(['dlq']);
  expect(await namesFor('dql')).toEqual(expect.arrayContaining(['up', 'dlq', 'limits']));
  expect(await namesFor('toString')).toEqual(await namesFor('--help'));
});
