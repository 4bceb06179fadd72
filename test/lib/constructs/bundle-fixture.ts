import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HandlerBundle } from '../../../lib/constructs/handler-bundles.ts';

/** A temporary folder that goes when the test file's tests are done. */
export const temporaryFolder = (): string => {
  const directory = mkdtempSync(join(tmpdir(), 'sluice-test-'));
  afterAll(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
};

/** Bundles of these names, all with the same trivial code. */
export const bundleFixture = (...names: string[]): HandlerBundle[] => {
  const directory = temporaryFolder();
  writeFileSync(join(directory, 'index.mjs'), 'export const handler = async () => ({});\n');
  return names.map((name) => ({ name, directory, hash: name }));
};
