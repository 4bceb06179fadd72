import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildOpenApi } from '../../functions/contracts/orders/open-api.ts';

test('docs/orders.openapi.json is what the contracts say (npm run docs writes it)', async () => {
  const document = await readFile(join(import.meta.dirname, '../../docs/orders.openapi.json'), 'utf8');

  expect(document).toBe(`${JSON.stringify(buildOpenApi(), null, 2)}\n`);
});
