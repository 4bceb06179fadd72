import { projectRoot } from '../../lib/cli/cli-context.ts';
import { buildInstance } from '../../lib/targets/instance/instance.ts';
import { countLivingProcesses } from './count-living-processes.ts';
import { type DocumentRun, openDocumentRun } from './document-run.ts';
import { sluice } from './running-stack.ts';

const name = 'test-readme';
let run: DocumentRun;
beforeAll(async () => {
  run = await openDocumentRun(name);
}, 60_000);
afterAll(() => run[Symbol.asyncDispose](), 60_000);

test('every command of README.md does what it says', async () => {
  const results = await run.execute('README.md');

  expect(results.filter(({ exitCode }) => exitCode !== 0)).toEqual([]);
  expect(results.length).toBeGreaterThan(3);
}, 600_000);

test('its demo holds a second time on the same data, with a day of new ids, and --down leaves nothing', async () => {
  const { exitCode, stdout } = await sluice(['demo', 'grid', '--part', 'day', '--instance', name, '--json', '--down']);
  const { assertions, measured } = JSON.parse(stdout).data;

  expect(assertions.map(({ holds }: { holds: boolean }) => holds)).not.toContain(false);
  expect(exitCode).toBe(0);
  expect(measured.verification.stored).toBeGreaterThanOrEqual(2 * measured.events);
  expect(measured.hops.HopT0T5.count).toBeGreaterThanOrEqual(measured.events);
  expect(await countLivingProcesses(buildInstance(projectRoot, name))).toBe(0);
}, 180_000);
