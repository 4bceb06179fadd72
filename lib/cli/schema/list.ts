import type { Command } from 'commander';
import { compareSchemas } from '../../../functions/contracts/registry/compare-schemas.ts';
import { type ContractVersion, listContractVersions } from '../../../functions/contracts/registry/contract-versions.ts';
import { findRegistryFaults } from '../../../functions/contracts/registry/find-registry-faults.ts';
import type { RegisteredVersion, Registry } from '../../../functions/contracts/registry/registry.ts';
import { compatibilityOf } from '../../../functions/contracts/registry/schema-change.ts';
import { toColumns } from '../columns.ts';
import { defineCommand } from '../define-command.ts';
import { readRegistry, registryFolder } from './read-registry.ts';

const toRow = (
  { event, version, schema }: RegisteredVersion,
  { versions }: Registry,
  contracts: readonly ContractVersion[],
) => {
  const previous = versions.find((each) => each.event === event && each.version === version - 1);
  return {
    event,
    version,
    topic: contracts.find((each) => each.event === event)?.topic ?? null,
    fields: Object.keys(schema.properties ?? {}).length,
    required: schema.required?.length ?? 0,
    /** With the version before; null for the first. */
    compatibility: previous === undefined ? null : compatibilityOf(compareSchemas(previous.schema, schema)),
  };
};

export const defineSchemaList = (schema: Command): Command =>
  defineCommand(schema, {
    usage: 'list',
    purpose: 'The registered events and their versions, and whether every landed file is as it landed.',
    examples: ['./sluice schema list', './sluice schema list --json'],
    parse: () => ({}),
    run: async () => {
      const registry = await readRegistry(registryFolder);
      const contracts = listContractVersions();
      const versions = registry.versions.map((each) => toRow(each, registry, contracts));
      const faults = findRegistryFaults(registry, contracts);
      return {
        data: { versions, faults },
        failed: faults.length > 0,
        lines: [
          ...toColumns(
            versions.map(({ event, version, topic, fields, required, compatibility }) => [
              event,
              `v${version}`,
              topic ?? '',
              `${fields} fields, ${required} required`,
              compatibility ?? 'first version',
            ]),
          ),
          ...faults.flatMap(({ at, fault, fix }) => [`  FAULT ${at} ${fault}`, `        → ${fix}`]),
        ],
      };
    },
  });
