import type { Command } from 'commander';
import { listContractVersions } from '../../../functions/contracts/registry/contract-versions.ts';
import { decideEvolution, type Evolution } from '../../../functions/contracts/registry/decide-evolution.ts';
import { newestVersion, type Registry } from '../../../functions/contracts/registry/registry.ts';
import { defineCommand } from '../define-command.ts';
import { UsageError } from '../usage-error.ts';
import { toChangeLines } from './change-lines.ts';
import { landVersion } from './land-version.ts';
import { type Proposal, proposeContract, proposeFields, proposeFromText } from './propose-schema.ts';
import { readInput } from './read-input.ts';
import { readRegistry, registryFolder } from './read-registry.ts';

interface EvolveOptions {
  readonly file: string | undefined;
  readonly event: string | undefined;
  readonly fields: readonly string[];
  readonly write: boolean;
}

const parseOptions = (options: Readonly<Record<string, unknown>>, [file]: readonly string[]): EvolveOptions => {
  const event = options['event'] === undefined ? undefined : String(options['event']);
  const fields = Array.isArray(options['addField']) ? options['addField'].map(String) : [];
  if (file !== undefined && fields.length > 0) {
    throw new UsageError('A file and --add-field are two proposals.', { actions: ['give one of the two'] });
  }
  if (file === undefined && event === undefined) {
    throw new UsageError('There is no proposal.', {
      actions: ['give a JSON Schema file', '--event MarketDispatchEvent --add-field carbon_kg:number?'],
    });
  }
  return { file, event, fields, write: options['write'] === true };
};

const propose = async ({ file, event = '', fields }: EvolveOptions, registry: Registry): Promise<Proposal> => {
  if (file !== undefined) return proposeFromText(await readInput(file), file, event === '' ? undefined : event);
  return fields.length > 0 ? proposeFields(registry, event, fields) : proposeContract(listContractVersions(), event);
};

const toEvolutionLines = ({ event, to, changes, allowed, reason }: Evolution, written: readonly string[]): string[] => [
  ...toChangeLines(event, changes),
  `${event} ${allowed ? 'may' : 'may not'} become version ${to}. ${reason}.`,
  ...written.map((path) => `  written ${path}`),
  ...(written.length === 0
    ? []
    : ['`npm test` holds code and registry together: the contract in code must say the same.']),
];

export const defineSchemaEvolve = (schema: Command): Command =>
  defineCommand(schema, {
    usage: 'evolve [file]',
    purpose:
      'Whether a proposed schema (a file, more fields, or the contract in code) may become the next version of an event.',
    examples: [
      './sluice schema evolve --event MarketDispatchEvent --add-field carbon_kg:number?',
      './sluice schema evolve proposed.json',
      './sluice schema evolve --event MarketDispatchEvent --write',
    ],
    options: [
      ['--event <name>', 'the event; else the file says it with event_type'],
      ['--add-field <field...>', 'the newest version with more fields: name:type, or name:type? for an optional one'],
      ['--write', 'land the version where it may: its JSON Schema, its XSD and their digests'],
    ],
    parse: parseOptions,
    run: async (options) => {
      const registry = await readRegistry(registryFolder);
      const proposal = await propose(options, registry);
      const evolution = decideEvolution(proposal.event, newestVersion(registry, proposal.event), proposal.schema);
      const written =
        options.write && evolution.allowed
          ? await landVersion(registryFolder, registry, { ...proposal, version: evolution.to })
          : [];
      return {
        data: { ...evolution, written },
        failed: !evolution.allowed,
        lines: toEvolutionLines(evolution, written),
      };
    },
  });
