/** `npm run docs`: writes the documents that are made from the source. */

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildOpenApi } from '../functions/contracts/orders/open-api.ts';
import { toCommandReference } from '../lib/cli/command-reference.ts';
import { buildProgram } from '../lib/cli/program.ts';

const noFlows = { demos: async () => [], loads: async () => [] };
const docs = join(import.meta.dirname, '..', 'docs');
await writeFile(join(docs, 'command-line.md'), toCommandReference(await buildProgram(noFlows)));
await writeFile(join(docs, 'orders.openapi.json'), `${JSON.stringify(buildOpenApi(), null, 2)}\n`);
