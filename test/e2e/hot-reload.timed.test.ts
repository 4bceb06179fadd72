import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { execa } from 'execa';
import { projectRoot } from '../../lib/cli/cli-context.ts';
import { median } from '../../lib/measure/median.ts';

const saves = 5;
/** What a save may take. */
const longestMs = 500;
/** What else the machine does only ever adds to a time: the best of so many medians says most about the product. */
const mostRounds = 3;
const copied = ['bin', 'lib', 'functions', 'demos', 'cdk.json', 'package.json', 'package-lock.json', 'tsconfig.json'];

let root = '';
let gatewayUrl = '';
let source = '';
const sluice = (...args: readonly string[]) =>
  execa(process.execPath, [join(root, 'bin/sluice.ts'), ...args], { cwd: root, reject: false, stdin: 'ignore' });
const save = (text: string) => writeFile(join(root, 'functions/platform/health.ts'), text);
const readLog = async (name: string): Promise<Record<string, unknown>[]> => {
  const text = await readFile(join(root, '.sluice/demo/logs', `${name}.ndjson`), 'utf8');
  return text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line)]));
};
const ask = async (): Promise<{ status: number; saved: string }> => {
  const answer = await fetch(`${gatewayUrl}/health`);
  await answer.text();
  return { status: answer.status, saved: answer.headers.get('x-saved') ?? '' };
};
const untilAnswered = async (saved: string): Promise<void> => {
  while ((await ask()).saved !== saved) await delay(15);
};

const saveSeveralTimes = async (round: number): Promise<number[]> => {
  const times: number[] = [];
  for (let count = 1; count <= saves; count += 1) {
    await delay(300);
    const started = performance.now();
    await save(wrapped(`save ${round}.${count}`));
    await untilAnswered(`save ${round}.${count}`);
    times.push(performance.now() - started);
  }
  return times;
};

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'sluice-reload-'));
  for (const name of copied) await cp(join(projectRoot, name), join(root, name), { recursive: true });
  await symlink(join(projectRoot, 'node_modules'), join(root, 'node_modules'));
  await mkdir(join(root, '.sluice'));
  await symlink(join(projectRoot, '.sluice/jars'), join(root, '.sluice/jars'));
  source = await readFile(join(root, 'functions/platform/health.ts'), 'utf8');
  const up = await sluice('up', '--watch', '--json');
  gatewayUrl = JSON.parse(up.stdout).data.gatewayUrl;
  await ask();
}, 120_000);
afterAll(async () => {
  await sluice('reset', '--yes');
  await rm(root, { recursive: true, force: true });
}, 60_000);

test('a saved handler answers the next requests, and no request under way is lost', async () => {
  const statuses: number[] = [];
  const stopping = new AbortController();
  const load = (async () => {
    while (!stopping.signal.aborted) {
      const answers = await Promise.all([ask(), ask()]);
      statuses.push(...answers.map(({ status }) => status));
      await delay(40);
    }
  })();

  const medians: number[] = [];
  while (medians.length < mostRounds && !medians.some((each) => each < longestMs)) {
    medians.push(median(await saveSeveralTimes(medians.length)));
  }
  stopping.abort();
  await load;

  process.stderr.write(
    `save → new code: median of ${saves} ${medians.map((each) => each.toFixed(0)).join(', ')} ms; ${statuses.length} requests meanwhile\n`,
  );
  const failed = (await readLog('functions')).filter(
    ({ level, type }) => level === 'ERROR' || type === 'platform.initReport',
  );
  expect(failed).toEqual([]);
  expect(new Set(statuses)).toEqual(new Set([200]));
  expect(Math.min(...medians)).toBeLessThan(longestMs);
}, 120_000);

test('a save that does not build keeps the code that runs, says where the error is, and is mended by the next', async () => {
  await save(wrapped('before the fault'));
  await untilAnswered('before the fault');

  await save(`${source}\nexport const broken = ;\n`);
  const line = source.split('\n').length + 1;
  const messages = async () => (await readLog('supervisor')).map(({ message }) => message);
  const place = new RegExp(`does not build.*functions/platform/health\\.ts:${line}:23: Unexpected ";"`);
  while (!(await messages()).some((message) => place.test(String(message)))) await delay(20);
  const meanwhile = await ask();
  await save(wrapped('mended'));
  await untilAnswered('mended');

  expect(meanwhile).toEqual({ status: 200, saved: 'before the fault' });
}, 60_000);

test('two saves in quick succession end with the last', async () => {
  await save(wrapped('first of two'));
  await delay(100);
  await save(wrapped('last of two'));
  await untilAnswered('last of two');

  const later = new Set<string>();
  for (let count = 0; count < 100; count += 1) {
    later.add((await ask()).saved);
    await delay(10);
  }

  expect(later).toEqual(new Set(['last of two']));
}, 60_000);

test('a save of a module that all handlers share starts what was in use, and nothing else', async () => {
  await Promise.all(
    [fetch(`${gatewayUrl}/dispatch`), fetch(`${gatewayUrl}/stats`)].map((each) => each.catch(() => {})),
  );
  const initStarts = async () => (await readLog('functions')).filter(({ type }) => type === 'platform.initStart');
  const before = await initStarts();
  const shared = join(root, 'functions/kit/http/envelope.ts');

  await writeFile(
    shared,
    (await readFile(shared, 'utf8')).replace("'application/json'", "'application/json', 'x-saved': 'shared'"),
  );
  await save(source);
  await untilAnswered('shared');
  await delay(2000);

  const started = (await initStarts()).slice(before.length).map((entry) => String(entry['function']));
  const used = new Set(before.map((entry) => String(entry['function'])));
  expect(started).toContain('platform-health');
  expect(started.filter((name) => !used.has(name))).toEqual([]);
  expect(started.length).toBeLessThanOrEqual(2 * used.size);
}, 60_000);

/** The same handler whose answers name the save that they come from. */
const wrapped = (saved: string): string =>
  source.replace(
    'export const handler =',
    `export const handler = async (...args: Parameters<typeof original>) => {
  const answer = await original(...args);
  return { ...answer, headers: { ...answer.headers, 'x-saved': '${saved}' } };
};
const original =`,
  );
