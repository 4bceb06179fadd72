import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HandlerBundle } from '../../../lib/constructs/handler-bundles.ts';

const base = mkdtempSync(join(tmpdir(), 'sluice-test-'));
afterAll(() => rmSync(base, { recursive: true, force: true }));

/** A folder that goes when the tests of the file are done. */
export const temporaryFolder = (): string => mkdtempSync(join(base, 'folder-'));

/** Bundles of these names, all with the same trivial code. */
export const bundleFixture = (...names: string[]): HandlerBundle[] => {
  const directory = temporaryFolder();
  writeFileSync(join(directory, 'index.mjs'), 'export const handler = async () => ({});\n');
  return names.map((name) => ({ name, directory, hash: name }));
};
