import type { Command } from 'commander';
import { FailureSetting } from '../../../functions/contracts/grid/ingestion.ts';
import { parseInstance } from '../cli-context.ts';
import { changeIngestion } from '../client/ingestion-calls.ts';
import { defineCommand } from '../define-command.ts';
import { UsageError } from '../usage-error.ts';
import { openIngestion } from './open-ingestion.ts';

const parseFailure = (mode: string | undefined, rate: unknown): FailureSetting => {
  const parsed = FailureSetting.safeParse({ mode, rate: rate === '' ? Number.NaN : Number(rate) });
  if (parsed.success) return parsed.data;
  throw new UsageError(`fail ${mode} --rate ${String(rate)} is no way to fail.`, {
    actions: ['one of off, error, timeout, flaky; --rate is a number from 0 to 1'],
  });
};

const meanings: Readonly<Record<FailureSetting['mode'], (rate: number) => string>> = {
  off: () => 'Calls of the source are left alone.',
  error: () => 'Every call of the source fails at once.',
  timeout: () => 'No call of the source is answered.',
  flaky: (rate) => `Calls of the source fail with a probability of ${rate}.`,
};

export const defineIngestFail = (ingest: Command): Command =>
  defineCommand(ingest, {
    usage: 'fail <mode>',
    purpose: 'Make calls of the source fail: error, timeout or flaky; off ends it. It holds for the next run.',
    examples: ['./sluice ingest fail error', './sluice ingest fail flaky --rate 0.3', './sluice ingest fail off'],
    options: [['--rate <part>', 'the part of the calls that fails where it is flaky', '0.5']],
    parse: (options, [mode]) => ({ instance: parseInstance(options), failure: parseFailure(mode, options['rate']) }),
    run: async ({ instance, failure }) => {
      const settings = await changeIngestion(await openIngestion(instance), { failure });
      return {
        data: settings,
        lines: [meanings[settings.failure.mode](settings.failure.rate), '  next      ./sluice ingest run'],
      };
    },
  });
