/** An execution environment of a test's own: loads the handler that it is told, gives it the event and prints the answer. */

import { readFile } from 'node:fs/promises';
import { lambdaContext } from '../fixtures/api-request.ts';

const [file = '', eventFile = ''] = process.argv.slice(2);
const { handler } = await import(file);
const answer = await handler(JSON.parse(await readFile(eventFile, 'utf8')), lambdaContext);
process.stdout.write(`\nanswer ${JSON.stringify(answer)}\n`);
process.exit(0);
