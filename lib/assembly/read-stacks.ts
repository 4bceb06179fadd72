import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { AssemblyUnreadableError } from './assembly-error.ts';
import { parseAssets } from './parse-assets.ts';
import { parseManifest, type StackFiles } from './parse-manifest.ts';
import { type Stack, Template } from './template.ts';

/**
 * Reads the stacks of a cloud assembly, each after those that it depends on.
 *
 * @throws AssemblyUnreadableError
 */
export const readStacks = async (directory: string): Promise<Stack[]> => {
  const manifest = await readJson(join(directory, 'manifest.json'));
  return Promise.all(parseManifest(manifest).map((files) => readStack(directory, files)));
};

const readStack = async (directory: string, { stackName, templateFile, assetFiles }: StackFiles): Promise<Stack> => {
  const file = join(directory, templateFile);
  const [template, ...assets] = await Promise.all([
    readJson(file),
    ...assetFiles.map(async (assetFile) => parseAssets(await readJson(join(directory, assetFile)), directory)),
  ]);
  const parsed = Template.safeParse(template);
  if (!parsed.success) throw new AssemblyUnreadableError(file, z.prettifyError(parsed.error));
  return { name: stackName, template: parsed.data, assets: new Map(assets.flatMap((each) => [...each])) };
};

const readJson = async (file: string): Promise<unknown> => {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (cause) {
    throw new AssemblyUnreadableError(file, cause instanceof Error ? cause.message : String(cause), cause);
  }
};
