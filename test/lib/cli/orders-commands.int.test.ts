import { join } from 'node:path';
import { execa } from 'execa';

const sluice = (...args: readonly string[]) =>
  execa(process.execPath, [join(import.meta.dirname, '../../../bin/sluice.ts'), ...args], {
    reject: false,
    stdin: 'ignore',
  });

test.each([
  ['a mode that is none', ['orders', 'config', '--mode', 'twice'], '--mode', '--mode exactly-once'],
  ['a switch that is neither', ['orders', 'config', '--transactions', 'yes'], '--transactions', '--transactions on'],
  ['a rate above one', ['orders', 'config', '--failure-rate', '2'], '--failure-rate', '--failure-rate 0.1'],
  ['a point that is none', ['orders', 'crash', 'between'], 'point', 'between-writes'],
  ['charges that are no number', ['orders', 'crash', 'mid-batch', '--charges', 'x'], 'charges', '--charges 1'],
  ['no record before', ['orders', 'crash', 'mid-batch', '--after-records', '0'], 'after_records', '--after-records 3'],
  ['an output that is none', ['orders', 'stats', '-o', 'yaml'], '-o yaml', '-o json'],
  ['a flow that cannot be verified', ['verify', 'ordrs'], 'ordrs', './sluice verify orders'],
])('%s is a usage error that names the field and the fix', async (_what, args, field, fix) => {
  const { exitCode, stderr } = await sluice(...args);

  expect(exitCode).toBe(2);
  expect(stderr).toContain('error USAGE');
  expect(stderr).toContain(field);
  expect(stderr).toContain(fix);
});

test('a reset asks first', async () => {
  const { exitCode, stderr } = await sluice('orders', 'reset');

  expect(exitCode).toBe(3);
  expect(stderr).toContain('./sluice orders reset --yes');
});
