import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../../../../lib/cli/cli-context.ts';
import { type CdkLocalOptions, runCdkLocal } from '../../../../lib/targets/localstack/run-cdklocal.ts';

let scratchDirectory: string;
beforeEach(async () => {
  scratchDirectory = await mkdtemp(join(tmpdir(), 'cdklocal-'));
});
afterEach(() => rm(scratchDirectory, { recursive: true, force: true }));

const options = (more: Partial<CdkLocalOptions> = {}): CdkLocalOptions => ({
  root: projectRoot,
  scratchDirectory,
  localStackUrl: 'http://127.0.0.1:1',
  signal: new AbortController().signal,
  ...more,
});

test('cdklocal works, with the project’s aws-cdk, and hands its lines on', async () => {
  const lines: string[] = [];

  await runCdkLocal(['--version'], options(), (line) => lines.push(line));

  expect(lines.join('\n')).toMatch(/^cdk cli version v2\.\d+\.\d+/m);
}, 60_000);

test('what fails is told in the words of the CDK, with what to do', async () => {
  const failing = runCdkLocal(['deploy', '--app', join(scratchDirectory, 'nothing')], options());

  await expect(failing).rejects.toMatchObject({
    code: 'CDKLOCAL_FAILED',
    message: expect.stringMatching(/^cdklocal deploy failed: .*nothing/s),
    actions: expect.arrayContaining([expect.stringContaining('./sluice')]),
  });
}, 60_000);

test('an interrupted one is given up', async () => {
  const interrupt = new AbortController();
  const running = runCdkLocal(['bootstrap', 'aws://000000000000/us-east-1'], options({ signal: interrupt.signal }));
  interrupt.abort(new Error('stopped'));

  await expect(running).rejects.toThrow('stopped');
}, 60_000);
