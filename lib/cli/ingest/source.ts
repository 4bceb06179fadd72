import type { Command } from 'commander';
import { SourceSetting } from '../../../functions/contracts/grid/ingestion.ts';
import { parseInstance } from '../cli-context.ts';
import { changeIngestion } from '../client/ingestion-calls.ts';
import { defineCommand } from '../define-command.ts';
import { UsageError } from '../usage-error.ts';
import { openIngestion } from './open-ingestion.ts';

const parseSource = (where = ''): SourceSetting => {
  const parsed = SourceSetting.safeParse(where === 'recorded' ? { kind: 'recorded' } : { kind: 'live', url: where });
  if (parsed.success) return parsed.data;
  throw new UsageError(`${where} is neither "recorded" nor an address.`, {
    actions: ['./sluice ingest source recorded', 'an address begins with http:// or https://'],
  });
};

export const toSourceName = (source: SourceSetting): string => {
  switch (source.kind) {
    case 'recorded':
      return 'the recorded day';
    case 'live':
      return source.url;
  }
};

export const defineIngestSource = (ingest: Command): Command =>
  defineCommand(ingest, {
    usage: 'source <recorded|url>',
    purpose: 'Choose the source: the recorded day, or an address that answers as docs/ingestion.md says.',
    examples: ['./sluice ingest source recorded', './sluice ingest source https://market.example/interval'],
    parse: (options, [where]) => ({ instance: parseInstance(options), source: parseSource(where) }),
    run: async ({ instance, source }) => {
      const settings = await changeIngestion(await openIngestion(instance), { source });
      return {
        data: settings,
        lines: [`The source is ${toSourceName(settings.source)}.`, '  next      ./sluice ingest run'],
      };
    },
  });
