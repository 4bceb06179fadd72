import type { Command } from 'commander';
import { listContractVersions } from '../../../functions/contracts/registry/contract-versions.ts';
import { newestVersion } from '../../../functions/contracts/registry/registry.ts';
import { defineCommand } from '../define-command.ts';
import { UsageError } from '../usage-error.ts';
import { chooseVersion, parseVersion } from './choose-version.ts';
import { type Judgement, judgeItems } from './judge-items.ts';
import { parseItems } from './parse-items.ts';
import { readInput } from './read-input.ts';
import { readRegistry, registryFolder } from './read-registry.ts';

const shownErrors = 50;

const toJudgementLines = ({ items, valid, judgedBy, errors }: Judgement): string[] => [
  ...errors
    .slice(0, shownErrors)
    .flatMap(({ index, path, message, fix }) => [
      `  item ${index}${path === '' ? '' : ` · ${path}`}: ${message}`,
      `        → ${fix}`,
    ]),
  ...(errors.length > shownErrors ? [`  … and ${errors.length - shownErrors} more; --json has all of them`] : []),
  `${valid} of ${items} valid${Object.entries(judgedBy)
    .map(([name, count]) => `; ${count} by ${name}`)
    .join('')}`,
];

export const defineSchemaValidate = (schema: Command): Command =>
  defineCommand(schema, {
    usage: 'validate <file>',
    purpose: 'Check events, JSON or one on each line, against their registered schema; each error with its fix.',
    examples: [
      './sluice schema validate events.json',
      './sluice schema validate - --event WeatherObservation < observations.ndjson',
      './sluice schema validate events.json --event MarketDispatchEvent --version 1',
    ],
    options: [
      ['--event <name>', 'the event that all items are; else each says it with event_type'],
      ['--version <n>', 'a landed version of --event; the newest where it is not given'],
    ],
    parse: (options, [file = '-']) => {
      const event = options['event'] === undefined ? undefined : String(options['event']);
      const version = options['version'] === undefined ? undefined : parseVersion(String(options['version']));
      if (version !== undefined && event === undefined) {
        throw new UsageError('--version needs --event.', {
          actions: [`--event MarketDispatchEvent --version ${version}`],
        });
      }
      return { file, event, version };
    },
    run: async ({ file, event, version }) => {
      const registry = await readRegistry(registryFolder);
      const events = [...new Set(registry.versions.map((each) => each.event))];
      const versions =
        event === undefined
          ? events.flatMap((each) => newestVersion(registry, each) ?? [])
          : [chooseVersion(registry, event, version)];
      const items = parseItems(await readInput(file), file === '-' ? 'Standard input' : file);
      const judgement = judgeItems(items, versions, listContractVersions(), event);
      return { data: judgement, failed: judgement.valid < judgement.items, lines: toJudgementLines(judgement) };
    },
  });
