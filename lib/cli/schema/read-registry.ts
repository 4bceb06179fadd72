import { glob, readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { EventSchema } from '../../../functions/contracts/registry/event-schema.ts';
import { Digests, type RegisteredVersion, type Registry } from '../../../functions/contracts/registry/registry.ts';
import { projectRoot } from '../cli-context.ts';
import { RegistryUnreadableError } from './schema-errors.ts';

export const registryFolder = join(projectRoot, 'functions', 'contracts', 'registry');

/** Reads `<Event>/vN.json`, `<Event>/vN.xsd` and `digests.json`; a folder without digests is an empty registry. */
export const readRegistry = async (folder: string): Promise<Registry> => {
  const paths = (await Array.fromAsync(glob('*/v*.{json,xsd}', { cwd: folder }))).toSorted();
  const texts = new Map(
    await Promise.all(
      paths.map(async (path) => [path.split(sep).join('/'), await readFile(join(folder, path), 'utf8')] as const),
    ),
  );
  const digestsText = await readFile(join(folder, 'digests.json'), 'utf8').catch(orElse('{}'));
  const digests = parse('digests.json', () => Digests.parse(JSON.parse(digestsText)));
  const versions = [...texts].flatMap(([path, text]) => parseVersion(path, text));
  return {
    texts,
    digests,
    versions: versions.toSorted((left, right) => left.event.localeCompare(right.event) || left.version - right.version),
  };
};

const parseVersion = (path: string, text: string): RegisteredVersion[] => {
  const { event, version } = /^(?<event>\w+)\/v(?<version>[1-9]\d*)\.json$/.exec(path)?.groups ?? {};
  if (event === undefined || version === undefined) return [];
  return [{ event, version: Number(version), schema: parse(path, () => EventSchema.parse(JSON.parse(text))) }];
};

const parse = <Value>(path: string, read: () => Value): Value => {
  try {
    return read();
  } catch (cause) {
    throw new RegistryUnreadableError(`The registry's ${path} is not what it should be.`, {
      cause,
      actions: [`git diff functions/contracts/registry/${path} shows the edit; restore the file`],
    });
  }
};

const orElse =
  (text: string) =>
  (error: NodeJS.ErrnoException): string => {
    if (error.code === 'ENOENT') return text;
    throw error;
  };
