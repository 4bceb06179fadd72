import type { Command } from 'commander';
import type { Redrive, RedriveRequest } from '../../../functions/contracts/admin/redrive.ts';
import { parseInstance } from '../cli-context.ts';
import { redriveAll } from '../client/dead-letters/redrive-all.ts';
import { openRunning } from '../client/open-running.ts';
import { toColumns } from '../columns.ts';
import { defineCommand } from '../define-command.ts';
import { UsageError } from '../usage-error.ts';
import { parsePlace, toPlaceText } from './parse-place.ts';

const parseSelection = (options: Readonly<Record<string, unknown>>, places: readonly string[]): RedriveRequest => {
  const { all, due, topic } = options;
  if ((all === true) !== (due === true) && places.length === 0) {
    return { select: all === true ? 'all' : 'due', ...(topic !== undefined && { topic: String(topic) }) };
  }
  if (all !== true && due !== true && topic === undefined && places.length > 0) {
    return { select: 'these', places: places.map(parsePlace) };
  }
  throw new UsageError('Which letters to send again is not clear.', {
    actions: [
      './sluice dlq redrive dlq.market.dispatch/0/12',
      './sluice dlq redrive --all',
      './sluice dlq redrive --all --topic dlq.market.dispatch',
    ],
  });
};

const shownLetters = 20;

export const toRedriveLines = ({ redriven, left, remaining, unread }: Redrive): string[] => [
  `${redriven.length} sent again${left.length === 0 ? '' : `, ${left.length} not`}${remaining + unread === 0 ? '' : `, ${remaining + unread} remain`}.`,
  ...toColumns([
    ...redriven
      .slice(0, shownLetters)
      .map(({ place, origin, attempt }) => [toPlaceText(place), `→ ${origin.topic}`, `attempt ${attempt}`]),
    ...(redriven.length > shownLetters ? [['…', '', '']] : []),
    ...left.map(({ place, reason }) => [toPlaceText(place), 'left', reason]),
  ]),
];

export const defineDlqRedrive = (group: Command): Command =>
  defineCommand(group, {
    usage: 'redrive [place...]',
    purpose:
      'Send given-up records again to the topics they come from, each once; an event that has its effect gets no second.',
    examples: ['./sluice dlq redrive dlq.market.dispatch/0/12', './sluice dlq redrive --all'],
    options: [
      ['--all', 'all that have not been sent again'],
      ['--due', 'those whose next automatic attempt is due, whether it is switched on or not'],
      ['--topic <name>', 'with --all or --due, one dead-letter topic'],
    ],
    parse: (options, places) => ({ instance: parseInstance(options), request: parseSelection(options, places) }),
    run: async ({ instance, request }, print) => {
      const { admin } = await openRunning(instance);
      const redrive = await redriveAll(admin, request, ({ redriven, remaining, unread }) => {
        if (remaining + unread > 0) print(`${redriven.length} sent again, ${remaining + unread} remain …`);
      });
      const nothingSent = request.select === 'these' && redrive.redriven.length === 0;
      const failed = nothingSent || redrive.remaining + redrive.unread > 0;
      return { data: redrive, failed, lines: toRedriveLines(redrive) };
    },
  });
