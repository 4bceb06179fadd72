/** `npm run docs`: writes the documents that are made from the source. */

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { toCommandReference } from '../lib/cli/command-reference.ts';
import { buildProgram } from '../lib/cli/program.ts';

await writeFile(join(import.meta.dirname, '..', 'docs', 'command-line.md'), toCommandReference(buildProgram([], [])));
