import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** The folders under functions/ whose files are Lambdas; contracts and kit are shared by them. */
const flows = ['platform', 'grid', 'orders', 'activity', 'fulfilment', 'trading'] as const;

/** One Lambda's source: what its bundle is called and the file it starts from. */
export interface Handler {
  /** `<flow>-<file>`, e.g. `grid-accept-dispatch`. */
  readonly name: string;
  readonly file: string;
}

/** Every .ts file directly under functions/<flow>, by name; a flow whose folder is missing has none. */
export const findHandlers = async (root: string): Promise<readonly Handler[]> => {
  const found = await Promise.all(flows.map((flow) => findFlowHandlers(root, flow)));
  return found.flat().toSorted((a, b) => (a.name < b.name ? -1 : 1));
};

const findFlowHandlers = async (root: string, flow: string): Promise<Handler[]> => {
  const directory = join(root, 'functions', flow);
  const entries = await readdir(directory, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.d.ts'))
    .map((entry) => ({ name: `${flow}-${entry.name.slice(0, -'.ts'.length)}`, file: join(directory, entry.name) }));
};
