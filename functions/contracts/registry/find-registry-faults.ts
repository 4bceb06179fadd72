import { compareSchemas } from './compare-schemas.ts';
import type { ContractVersion } from './contract-versions.ts';
import { digestOf, newestVersion, type Registry, versionPath } from './registry.ts';
import { generateXsd } from './xsd/generate-xsd.ts';

/** Why the registry may not be released as it is. */
export interface RegistryFault {
  /** The file within the registry, or the event. */
  readonly at: string;
  readonly fault: string;
  readonly fix: string;
}

type CodeVersion = Pick<ContractVersion, 'event' | 'version' | 'schema'>;

/**
 * The gate: landed files are as they landed, versions are 1, 2, 3 …, each is backward compatible with the one before,
 * the XSD is the one of its JSON Schema, and code and registry have the same newest version of every event.
 */
export const findRegistryFaults = (registry: Registry, contracts: readonly CodeVersion[]): RegistryFault[] => [
  ...findChangedFiles(registry),
  ...registry.versions.flatMap((_version, index) => findVersionFaults(registry, index)),
  ...contracts.flatMap((contract) => findContractFaults(registry, contract)),
  ...findEventsWithoutContract(registry, contracts),
];

const findChangedFiles = ({ texts, digests }: Registry): RegistryFault[] => [
  ...[...texts].flatMap(([at, text]) => {
    if (digests[at] === digestOf(text)) return [];
    return digests[at] === undefined
      ? [{ at, fault: 'is not in digests.json', fix: 'Land a version with ./sluice schema evolve --write' }]
      : [{ at, fault: 'has changed since it landed', fix: 'Restore it; a change is a new version' }];
  }),
  ...Object.keys(digests)
    .filter((at) => !texts.has(at))
    .map((at) => ({ at, fault: 'landed and is gone', fix: 'Restore it; versions are only ever added' })),
];

const findVersionFaults = ({ texts, versions }: Registry, index: number): RegistryFault[] => {
  const current = versions[index];
  if (current === undefined) return [];
  const { event, version, schema } = current;
  const at = versionPath(event, version, 'json');
  const previous = versions.find((each) => each.event === event && each.version === version - 1);
  const incompatible =
    previous === undefined ? [] : compareSchemas(previous.schema, schema).filter(({ compatible }) => !compatible);
  const xsdPath = versionPath(event, version, 'xsd');
  return [
    ...(previous === undefined && version !== 1
      ? [{ at, fault: `version ${version - 1} is missing`, fix: 'Number the versions 1, 2, 3 …' }]
      : []),
    ...incompatible.map(({ path, change, reason }) => ({
      at,
      fault: `${path === '' ? event : path}: ${change}; ${reason}`,
      fix: 'Keep what the version before accepts, or publish another event on a topic of its own',
    })),
    ...(texts.get(xsdPath) === generateXsd(event, version, schema)
      ? []
      : [{ at: xsdPath, fault: 'is not the XSD of the JSON Schema', fix: 'Generate it again before it lands' }]),
  ];
};

const findContractFaults = ({ versions }: Registry, { event, version, schema }: CodeVersion): RegistryFault[] => {
  const registered = versions.find((each) => each.event === event && each.version === version);
  const at = versionPath(event, version, 'json');
  if (registered === undefined) {
    const fix = `./sluice schema evolve --event ${event} --write`;
    return [{ at, fault: 'is in code and has not landed', fix }];
  }
  return compareSchemas(registered.schema, schema).map(({ path, change }) => ({
    at,
    fault: `the contract in code differs: ${path === '' ? event : path}: ${change}`,
    fix: 'Put the contract back as it landed, and write the change as the next version beside it',
  }));
};

const findEventsWithoutContract = (registry: Registry, contracts: readonly CodeVersion[]): RegistryFault[] =>
  [...new Set(registry.versions.map(({ event }) => event))].flatMap((event) => {
    const newest = newestVersion(registry, event);
    return newest === undefined || contracts.some((each) => each.event === event && each.version === newest.version)
      ? []
      : [
          {
            at: versionPath(event, newest.version, 'json'),
            fault: 'no contract in code generates it',
            fix: `Write version ${newest.version} of ${event} under functions/contracts and list it by its topic`,
          },
        ];
  });
