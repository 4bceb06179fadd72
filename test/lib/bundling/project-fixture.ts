import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A project of two handlers that share a module and a CSV, in a folder that is removed when the test is done. */
export interface ProjectFixture extends AsyncDisposable {
  readonly root: string;
  readonly outDirectory: string;
  write(path: string, text: string): Promise<void>;
  remove(path: string): Promise<void>;
  readBundle(name: string): Promise<string>;
}

const sources = {
  'functions/kit/region-names.ts': 'export const nameRegion = (id: string): string => "region " + id;\n',
  'functions/grid/data/fuels.csv': 'solar\nwind\n',
  'functions/grid/accept-dispatch.ts':
    "import { nameRegion } from '../kit/region-names.ts';\nexport const handler = async () => nameRegion('NSW1');\n",
  'functions/grid/analyse.ts':
    "import fuels from './data/fuels.csv';\nexport const handler = async () => fuels.split('\\n').length;\n",
  'functions/contracts/api-key.ts': "export const header = 'x-api-key';\n",
};

export const openProjectFixture = async (): Promise<ProjectFixture> => {
  const root = await mkdtemp(join(tmpdir(), 'sluice-bundling-'));
  const outDirectory = join(root, '.sluice', 'bundles');
  const write = async (path: string, text: string): Promise<void> => {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  };
  for (const [path, text] of Object.entries(sources)) await write(path, text);
  return {
    root,
    outDirectory,
    write,
    remove: (path) => rm(join(root, path)),
    readBundle: (name) => readFile(join(outDirectory, name, 'index.mjs'), 'utf8'),
    [Symbol.asyncDispose]: () => rm(root, { recursive: true, force: true }),
  };
};
