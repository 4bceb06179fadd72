import { join } from 'node:path';
import { execa } from 'execa';

const script = join(import.meta.dirname, '../../../scripts/hazards.ts');

test('under random kills, stalls and cuts no acknowledged record is lost, and the facts explain each repeated one', async () => {
  const { stdout } = await execa(process.execPath, [script, '--rounds', '6', '--seed', '7', '--json']);
  const report = JSON.parse(stdout);

  expect(report.acknowledged).toBeGreaterThan(700);
  expect(report).toMatchObject({ allCommitted: true, crashes: 0, lost: [], unexplained: [], outOfOrder: [] });
  expect(report).toMatchObject({ committedEarly: [], movedBack: [] });
}, 120_000);

test('memory is as it was after 200,000 records', async () => {
  const { stdout, exitCode } = await execa(process.execPath, [script, '--memory', '--records', '200000']);

  expect(stdout).toContain('| 200000 |');
  expect(exitCode).toBe(0);
}, 120_000);
