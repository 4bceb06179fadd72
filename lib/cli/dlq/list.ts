import type { Command } from 'commander';
import type { DeadLetterListing, ListedDeadLetter } from '../../../functions/contracts/admin/dead-letter-listing.ts';
import { parseInstance } from '../cli-context.ts';
import { listDeadLetters } from '../client/dead-letters/dead-letter-calls.ts';
import { openRunning } from '../client/open-running.ts';
import { toColumns } from '../columns.ts';
import { defineCommand } from '../define-command.ts';
import { UsageError } from '../usage-error.ts';
import { toPlaceText } from './parse-place.ts';

const toStateText = ({ state, at, attempts }: ListedDeadLetter): string => {
  const before = attempts === 0 ? '' : `, sent again ${attempts}×`;
  switch (state) {
    case 'waiting':
      return `waiting, next automatic attempt ${at ?? ''}${before}`;
    case 'redriven':
      return `sent again ${at ?? ''}`;
    case 'exhausted':
      return `automatic attempts used up${before}`;
    case 'unreadable':
      return 'cannot be sent again';
  }
};

const longestCause = 100;

const shorten = (cause: string): string => (cause.length > longestCause ? `${cause.slice(0, longestCause)} …` : cause);

export const toListingLines = ({ kept, examined, states, causes, letters }: DeadLetterListing): string[] => {
  if (kept === 0) return ['No dead letters are kept.'];
  const counts = Object.entries(states).flatMap(([state, count]) => (count === 0 ? [] : [`${count} ${state}`]));
  return [
    `${kept} dead letters are kept${examined < kept ? `, the oldest ${examined} looked at` : ''}: ${counts.join(', ')}.`,
    '',
    'By cause:',
    ...toColumns(
      causes.map(({ count, open, topic, consumer, cause, lastAt }) => [
        `${count}×`,
        `${open} open`,
        topic,
        consumer ?? '–',
        `last ${lastAt}`,
        shorten(cause),
      ]),
    ),
    ...(letters.length === 0 ? [] : ['', `The first ${letters.length}:`]),
    ...letters.flatMap((letter) => [
      ...toColumns([[toPlaceText(letter.place), letter.key ?? '–', toStateText(letter)]]),
      `    ${shorten(letter.cause)}`,
      `    ${letter.value ?? '(no value)'}`,
    ]),
  ];
};

export const parseLimit = (text: unknown): number => {
  const limit = Number(text);
  if (text !== '' && Number.isInteger(limit) && limit >= 0 && limit <= 500) return limit;
  throw new UsageError(`--first ${String(text)} is no number of letters.`, { actions: ['--first 5, at most 500'] });
};

export const defineDlqList = (group: Command): Command =>
  defineCommand(group, {
    usage: 'list',
    purpose: 'What consumers gave up: how many by state and by cause, and the first letters.',
    examples: ['./sluice dlq list', './sluice dlq list --topic dlq.market.dispatch --first 20 --all'],
    options: [
      ['--topic <name>', 'one dead-letter topic instead of all'],
      ['--first <n>', 'how many letters to show', '5'],
      ['--all', 'show letters that were sent again, too'],
    ],
    parse: (options) => ({
      instance: parseInstance(options),
      topic: options['topic'] === undefined ? undefined : String(options['topic']),
      limit: parseLimit(options['first']),
      redriven: options['all'] === true,
    }),
    run: async ({ instance, ...options }) => {
      const { admin } = await openRunning(instance);
      const listing = await listDeadLetters(admin, options);
      return { data: listing, lines: toListingLines(listing) };
    },
  });
