import { join } from 'node:path';
import { execa } from 'execa';

const sluice = (...args: readonly string[]) =>
  execa(process.execPath, [join(import.meta.dirname, '../../../bin/sluice.ts'), ...args], {
    reject: false,
    stdin: 'ignore',
  });

test.each([
  ['a consumer that cannot be one', ['keys', 'create', 'Partner'], 'lower-case'],
  [
    'a scope that is none',
    ['keys', 'create', 'partner', '--scopes', 'grid:read,root'],
    'grid:read,grid:write,orders:read,orders:write,admin',
  ],
  ['a lookup that cannot be one', ['keys', 'revoke', 'slc_'], './sluice keys list'],
  ['a route that has no limit', ['limits', 'set', 'partner', '/v1/nothing', '--limit', '5'], '/v1/market/dispatch'],
  ['a limit to remove of nobody', ['limits', 'remove', 'Partner', '/v1/stats'], './sluice keys list'],
  ['no limit', ['limits', 'set', 'partner', '/v1/stats'], '--limit 100'],
  [
    'a sliding log that is too long',
    ['limits', 'set', 'partner', '/v1/stats', '--limit', '1001', '--algorithm', 'sliding-log'],
    'at most 1000',
  ],
])('%s is a usage error that says what would do', async (_what, args, fix) => {
  const { exitCode, stderr } = await sluice(...args);

  expect(exitCode).toBe(2);
  expect(stderr).toContain('error USAGE');
  expect(stderr).toContain(fix);
});
