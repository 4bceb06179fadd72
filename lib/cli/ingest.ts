import type { Command } from 'commander';
import { defineCommandGroup } from './define-command-group.ts';
import { defineIngestFail } from './ingest/fail.ts';
import { defineIngestRun } from './ingest/run.ts';
import { defineIngestSource } from './ingest/source.ts';
import { defineIngestStatus } from './ingest/status.ts';

export const defineIngest = (program: Command): Command => {
  const ingest = defineCommandGroup(
    program,
    'ingest',
    "The market data's source: call it now, make it fail, watch it.",
  );
  defineIngestRun(ingest);
  defineIngestFail(ingest);
  defineIngestSource(ingest);
  defineIngestStatus(ingest);
  return ingest;
};
