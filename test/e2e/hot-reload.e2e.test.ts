import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { execa } from 'execa';
import { projectRoot } from '../../lib/cli/cli-context.ts';

const saves = 5;
const copied = ['bin', 'lib', 'functions', 'demos', 'cdk.json', 'package.json', 'package-lock.json', 'tsconfig.json'];

let root = '';
const sluice = (...args: readonly string[]) =>
  execa(process.execPath, [join(root, 'bin/sluice.ts'), ...args], { cwd: root, reject: false, stdin: 'ignore' });

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'sluice-reload-'));
  for (const name of copied) await cp(join(projectRoot, name), join(root, name), { recursive: true });
  await symlink(join(projectRoot, 'node_modules'), join(root, 'node_modules'));
  await mkdir(join(root, '.sluice'));
  await symlink(join(projectRoot, '.sluice/jars'), join(root, '.sluice/jars'));
}, 60_000);
afterAll(async () => {
  await sluice('reset', '--yes');
  await rm(root, { recursive: true, force: true });
}, 60_000);

test('a saved handler answers the next requests, and no request under way is lost', async () => {
  const up = await sluice('up', '--watch', '--json');
  const { gatewayUrl } = JSON.parse(up.stdout).data;
  const handler = join(root, 'functions/platform/health.ts');
  const source = await readFile(handler, 'utf8');
  const statuses: number[] = [];
  const ask = async (): Promise<string> => {
    const answer = await fetch(`${gatewayUrl}/health`);
    statuses.push(answer.status);
    return answer.headers.get('x-saved') ?? '';
  };
  const stopping = new AbortController();
  const load = (async () => {
    while (!stopping.signal.aborted) await Promise.all([ask(), ask(), delay(10)]);
  })();
  await ask();

  const times: number[] = [];
  for (let save = 1; save <= saves; save += 1) {
    await delay(300);
    const started = performance.now();
    await writeFile(handler, source.replace('export const handler =', wrapped(save)));
    while ((await ask()) !== `save ${save}`) await delay(5);
    times.push(performance.now() - started);
  }
  stopping.abort();
  await load;

  const median = times.toSorted((left, right) => left - right)[Math.floor(saves / 2)] ?? 0;
  process.stderr.write(
    `save → new code: median ${median.toFixed(0)} ms of ${saves}; ${statuses.length} requests meanwhile\n`,
  );
  expect(new Set(statuses)).toEqual(new Set([200]));
  expect(times).toHaveLength(saves);
}, 120_000);

/** The same handler whose answers name the save that they come from. */
const wrapped = (save: number): string =>
  `export const handler = async (...args: Parameters<typeof original>) => {
  const answer = await original(...args);
  return { ...answer, headers: { ...answer.headers, 'x-saved': 'save ${save}' } };
};
const original =`;
