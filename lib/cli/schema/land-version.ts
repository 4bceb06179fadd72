import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { EventSchema } from '../../../functions/contracts/registry/event-schema.ts';
import { toSchemaText } from '../../../functions/contracts/registry/generate-schema.ts';
import { digestOf, type Registry, versionPath } from '../../../functions/contracts/registry/registry.ts';
import { generateXsd } from '../../../functions/contracts/registry/xsd/generate-xsd.ts';
import { VersionLandedError } from './schema-errors.ts';

/** Adds a version's JSON Schema and XSD and their digests; a file that exists is never written over. Returns the paths. */
export const landVersion = async (
  folder: string,
  { digests }: Registry,
  { event, version, schema }: { event: string; version: number; schema: EventSchema },
): Promise<string[]> => {
  const files = [
    { path: versionPath(event, version, 'json'), text: toSchemaText(event, schema) },
    { path: versionPath(event, version, 'xsd'), text: generateXsd(event, version, schema) },
  ];
  for (const { path, text } of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text, { flag: 'wx' }).catch((cause: NodeJS.ErrnoException) => {
      if (cause.code !== 'EEXIST') throw cause;
      throw new VersionLandedError(`${path} is there already.`, { cause, actions: ['./sluice schema list'] });
    });
  }

  const landed = { ...digests, ...Object.fromEntries(files.map(({ path, text }) => [path, digestOf(text)])) };
  const sorted = Object.fromEntries(Object.entries(landed).toSorted(([left], [right]) => (left < right ? -1 : 1)));
  await writeFile(join(folder, 'digests.json.new'), `${JSON.stringify(sorted, null, 2)}\n`);
  await rename(join(folder, 'digests.json.new'), join(folder, 'digests.json'));
  return files.map(({ path }) => path);
};
