import type { Command } from 'commander';
import type { ListedDeadLetter } from '../../../functions/contracts/admin/dead-letter-listing.ts';
import { SluiceError } from '../../foundation/sluice-error.ts';
import { parseInstance } from '../cli-context.ts';
import { readDeadLetter } from '../client/dead-letters/dead-letter-calls.ts';
import { openRunning } from '../client/open-running.ts';
import { toColumns } from '../columns.ts';
import { defineCommand } from '../define-command.ts';
import { parsePlace, toPlaceText } from './parse-place.ts';

class LetterMissingError extends SluiceError {
  readonly code = 'DEAD_LETTER_MISSING';
}

const toLetterLines = (letter: ListedDeadLetter): string[] => [
  ...toColumns([
    ['place', toPlaceText(letter.place)],
    ['came from', letter.origin === null ? 'unknown' : toPlaceText(letter.origin)],
    ['given up by', `${letter.givenUpBy}${letter.consumer === null ? '' : ` ${letter.consumer}`}`],
    ['cause', letter.cause],
    ['given up at', letter.deadAt],
    ['sent again', `${letter.attempts}× before`],
    ['state', `${letter.state}${letter.at === null ? '' : ` ${letter.at}`}`],
    ['key', letter.key ?? '–'],
  ]),
  '',
  letter.value ?? '(no value)',
];

export const defineDlqShow = (group: Command): Command =>
  defineCommand(group, {
    usage: 'show <place>',
    purpose: 'One dead letter in whole: where it comes from, why it was given up, and its value.',
    examples: ['./sluice dlq show dlq.market.dispatch/0/12'],
    parse: (options, [place = '']) => ({ instance: parseInstance(options), place: parsePlace(place) }),
    run: async ({ instance, place }) => {
      const { admin } = await openRunning(instance);
      const [letter] = (await readDeadLetter(admin, place)).letters;
      if (letter === undefined) {
        throw new LetterMissingError(`No dead letter is at ${toPlaceText(place)}.`, {
          actions: ['./sluice dlq list shows places'],
        });
      }
      return { data: letter, lines: toLetterLines(letter) };
    },
  });
