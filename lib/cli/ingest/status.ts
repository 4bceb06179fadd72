import type { Command } from 'commander';
import type { IngestionStatus } from '../../../functions/contracts/admin/ingestion-status.ts';
import { parseInstance } from '../cli-context.ts';
import { readIngestion } from '../client/ingestion-calls.ts';
import { toColumns } from '../columns.ts';
import { defineCommand } from '../define-command.ts';
import { openIngestion } from './open-ingestion.ts';
import { toSourceName } from './source.ts';

export const toIngestionLines = ({ settings, counters, saving }: IngestionStatus): string[] => {
  const { mode, rate } = settings.failure;
  return [
    ...toColumns([
      ['Source', toSourceName(settings.source)],
      ['Made to fail', mode === 'flaky' ? `${mode}, ${rate} of the calls` : mode],
      ...(counters === null
        ? [['Runs', 'none yet']]
        : [
            ['Runs', `${counters.runs}, the last at ${counters.lastRunAt}`],
            ['Source calls', `${counters.calls}, failed ${counters.failures}`],
            ['Runs with simulated figures', String(counters.fallbacks)],
            ['Breaker after the last run', counters.breaker],
          ]),
    ]),
    '',
    ...toColumns([
      ['Consumers', String(saving.consumers)],
      ['Source calls made for all of them', String(saving.sourceCalls)],
      ['Had each asked by itself', String(saving.sourceCallsAlone)],
      ['Saved', String(saving.sourceCallsSaved)],
    ]),
  ];
};

export const defineIngestStatus = (ingest: Command): Command =>
  defineCommand(ingest, {
    usage: 'status',
    purpose: 'The source, its counted calls and failures, the breaker, and the calls saved by calling it once for all.',
    examples: ['./sluice ingest status', './sluice ingest status --json'],
    parse: parseInstance,
    run: async (instance) => {
      const status = await readIngestion(await openIngestion(instance));
      return { data: status, lines: toIngestionLines(status) };
    },
  });
