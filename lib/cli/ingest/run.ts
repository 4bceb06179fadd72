import type { Command } from 'commander';
import type { IngestionRun } from '../../../functions/contracts/grid/ingestion.ts';
import { parseInstance } from '../cli-context.ts';
import { runIngestion } from '../client/ingestion-calls.ts';
import { defineCommand } from '../define-command.ts';
import { openIngestion } from './open-ingestion.ts';

export const toRunLines = (run: IngestionRun): string[] => [
  `Sent ${run.dispatch} dispatch events and ${run.weather} weather observations of ${run.eventTime}: ${run.figures} figures.`,
  `  source    calls ${run.calls}, failed ${run.failures}, breaker ${run.breaker}`,
  ...(run.cause === null ? [] : [`  because   ${run.cause}`]),
  `  next      ./sluice trace ${run.correlationId}`,
];

export const defineIngestRun = (ingest: Command): Command =>
  defineCommand(ingest, {
    usage: 'run',
    purpose:
      'Have ingestion run once, now, for the present interval; a second run in the same interval adds nothing new.',
    examples: ['./sluice ingest run', './sluice ingest run --json'],
    parse: parseInstance,
    run: async (instance) => {
      const run = await runIngestion(await openIngestion(instance));
      return { data: run, lines: toRunLines(run) };
    },
  });
