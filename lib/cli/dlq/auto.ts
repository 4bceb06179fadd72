import type { Command } from 'commander';
import {
  AutomaticRedriveSettings,
  type AutomaticRedriveStatus,
} from '../../../functions/contracts/admin/automatic-redrive.ts';
import { parseInstance } from '../cli-context.ts';
import { changeAutomaticRedrive, readAutomaticRedrive } from '../client/dead-letters/dead-letter-calls.ts';
import { openRunning } from '../client/open-running.ts';
import { toColumns } from '../columns.ts';
import { defineCommand } from '../define-command.ts';
import { UsageError } from '../usage-error.ts';

const actions = ['./sluice dlq auto --on', './sluice dlq auto --off', './sluice dlq auto --status'];

/** What is to be changed; undefined for `--status`. */
export const parseChange = (
  options: Readonly<Record<string, unknown>>,
): Partial<AutomaticRedriveSettings> | undefined => {
  const chosen = ['on', 'off', 'status'].filter((name) => options[name] === true);
  const backoff = {
    ...(options['attempts'] !== undefined && { attempts: toNumber(options['attempts']) }),
    ...(options['firstDelay'] !== undefined && { firstDelaySeconds: toNumber(options['firstDelay']) }),
  };
  if (chosen.length !== 1) throw new UsageError('Give one of --on, --off and --status.', { actions });
  if (chosen[0] !== 'on' && Object.keys(backoff).length > 0) {
    throw new UsageError('--attempts and --first-delay go with --on.', { actions });
  }
  if (chosen[0] === 'status') return undefined;
  const change = { enabled: chosen[0] === 'on', ...backoff };
  const parsed = AutomaticRedriveSettings.safeParse(change);
  if (parsed.success) return change;
  throw new UsageError(parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '), {
    actions: ['./sluice dlq auto --on --attempts 6 --first-delay 60'],
  });
};

const toNumber = (text: unknown): number => (text === '' ? Number.NaN : Number(text));

export const toAutomaticLines = ({ settings, lastRun }: AutomaticRedriveStatus): string[] => {
  const { enabled, attempts, firstDelaySeconds } = settings;
  const last = firstDelaySeconds * 2 ** (attempts - 1);
  return toColumns([
    ['Automatic redrive', enabled ? 'on, once a minute' : 'off'],
    ['Attempts', `${attempts}, the first ${firstDelaySeconds} s after a record was given up, the last after ${last} s`],
    ...(lastRun === null
      ? [['Last run', 'none yet']]
      : [
          ['Last run', `${lastRun.at}: ${lastRun.redriven} sent again, ${lastRun.remaining} for the next run`],
          ['Still to come', `${lastRun.notDue}${lastRun.nextAt === null ? '' : `, the first at ${lastRun.nextAt}`}`],
          ['Exhausted', String(lastRun.exhausted)],
        ]),
  ]);
};

export const defineDlqAuto = (group: Command): Command =>
  defineCommand(group, {
    usage: 'auto',
    purpose: 'Have given-up records sent again by themselves, later each time, until their attempts are used up.',
    examples: [
      './sluice dlq auto --on',
      './sluice dlq auto --on --attempts 3 --first-delay 10',
      './sluice dlq auto --status',
      './sluice dlq auto --off',
    ],
    options: [
      ['--on', 'switch it on; it runs once a minute'],
      ['--off', 'switch it off, as it is at first'],
      ['--status', 'how it is set, and what the last run did'],
      ['--attempts <n>', 'with --on: how often a record is sent again, at most 10'],
      ['--first-delay <seconds>', 'with --on: how long after its death; each further attempt waits twice as long'],
    ],
    parse: (options) => ({ instance: parseInstance(options), change: parseChange(options) }),
    run: async ({ instance, change }) => {
      const { admin } = await openRunning(instance);
      if (change !== undefined) await changeAutomaticRedrive(admin, change);
      const status = await readAutomaticRedrive(admin);
      return { data: status, lines: toAutomaticLines(status) };
    },
  });
