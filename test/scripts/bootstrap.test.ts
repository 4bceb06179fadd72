import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { identifyProcess, isSameProcess } from '../../lib/foundation/process-identity.ts';

// A project of one script; but for the last test a shell script stands for npm, so that nothing is fetched.
jest.setTimeout(30_000);

const project = join(import.meta.dirname, '..', '..');
let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'sluice-bootstrap-'));
  await cp(join(project, 'scripts', 'bootstrap.mjs'), join(root, 'scripts', 'bootstrap.mjs'));
  await cp(join(project, 'scripts', 'bootstrap'), join(root, 'scripts', 'bootstrap'), { recursive: true });
  await cp(join(project, 'sluice'), join(root, 'sluice'));
  await writeFile(join(root, 'package.json'), '{ "name": "fixture", "version": "1.0.0" }');
  await writeLock('1');
  await writeProgram('console.log(JSON.stringify({ cwd: process.cwd(), args: process.argv.slice(2) }))');
  await installNpm('');
});
afterEach(() => rm(root, { recursive: true, force: true }));

const writeLock = (version: string) =>
  writeFile(
    join(root, 'package-lock.json'),
    JSON.stringify({
      name: 'fixture',
      version,
      lockfileVersion: 3,
      requires: true,
      packages: { '': { name: 'fixture', version } },
    }),
  );

const writeProgram = async (source: string) => {
  await mkdir(join(root, 'bin'), { recursive: true });
  await writeFile(join(root, 'bin', 'sluice.ts'), source);
};

const writeExecutable = async (path: string, script: string) => {
  await mkdir(join(path, '..'), { recursive: true });
  await writeFile(path, `#!/bin/sh\n${script}\n`);
  await chmod(path, 0o755);
};

const installNpm = (script: string) =>
  writeExecutable(
    join(root, 'tools', 'npm'),
    `echo "$@" >> ${root}/npm-runs\n${script}\nmkdir -p node_modules/tiny node_modules/node/bin\nln -s ${process.execPath} node_modules/node/bin/node`,
  );

const toolsPath = () => `${join(root, 'tools')}:/usr/bin:/bin`;

const start = (flags: readonly string[] = [], args = ['bin/sluice.ts'], PATH = toolsPath()) =>
  spawn(process.execPath, [...flags, join(root, 'scripts', 'bootstrap.mjs'), ...args], {
    env: { PATH },
    cwd: tmpdir(),
  });

const finish = async (child: ChildProcess) => {
  const [out, err, [code, signal]] = await Promise.all([
    child.stdout ? text(child.stdout) : '',
    child.stderr ? text(child.stderr) : '',
    once(child, 'exit'),
  ]);
  return { out, err, code, signal };
};

const run = (...options: Parameters<typeof start>) => finish(start(...options));

const npmRuns = async () => (await readFile(join(root, 'npm-runs'), 'utf8')).trim().split('\n').length;

const waitFor = async (isTrue: () => boolean) => {
  const until = Date.now() + 10_000;
  while (!isTrue()) {
    if (Date.now() > until) throw new Error('It did not come.');
    await sleep(20);
  }
};

/** As if this were another version of Node. */
const pretendNode = (version: string) => [
  '--import',
  `data:text/javascript,Object.defineProperty(process,'versions',{value:{...process.versions,node:'${version}'}})`,
];

test('the first run installs, says so and how long it took; the second says nothing and costs less than half a second', async () => {
  const first = await run();
  const started = performance.now();

  const second = await run();

  expect(first).toMatchObject({
    code: 0,
    err: expect.stringMatching(/^Installing npm packages \(first run\) …\nnpm packages ready in \d+\.\d s\n$/),
  });
  expect(second).toMatchObject({ code: 0, err: '' });
  expect(performance.now() - started).toBeLessThan(500);
  expect(await npmRuns()).toBe(1);
  expect(existsSync(join(root, 'node_modules', 'tiny'))).toBe(true);
});

test('arguments are passed on and the program runs in the folder of the project, wherever it was called from', async () => {
  const { out } = await run([], ['bin/sluice.ts', 'send', '--body', 'two words']);

  expect(JSON.parse(out)).toEqual({ cwd: root, args: ['send', '--body', 'two words'] });
});

test('the shell script finds its project from any folder, also through a link', async () => {
  await run();
  const link = join(root, 'elsewhere');
  await symlink(join(root, 'sluice'), link);
  const PATH = `${join(root, 'node_modules', 'node', 'bin')}:/usr/bin:/bin`;

  const { out } = await finish(spawn(link, ['status'], { env: { PATH }, cwd: '/' }));

  expect(JSON.parse(out)).toEqual({ cwd: root, args: ['status'] });
});

test('a changed lock file is installed', async () => {
  await run();
  await writeLock('2');

  const { err } = await run();

  expect(err).toContain('Installing npm packages (the lock file changed) …');
  expect(await npmRuns()).toBe(2);
});

test('of two first runs at once one installs and the other waits for it', async () => {
  await installNpm('sleep 1');

  const runs = await Promise.all([run(), run()]);

  expect(runs.map(({ code }) => code)).toEqual([0, 0]);
  expect(await npmRuns()).toBe(1);
  expect(runs.filter(({ err }) => err.includes('Waiting for another run'))).toHaveLength(1);
});

test('the lock and the leftovers of a run that was killed are no obstacle', async () => {
  const lock = join(root, '.sluice', 'npm-install.lock');
  await mkdir(lock, { recursive: true });
  await mkdir(join(root, '.sluice', 'npm-install-killed'));
  await utimes(lock, 0, 0);

  const { code } = await run();

  expect(code).toBe(0);
  expect(await readdir(join(root, '.sluice'))).toEqual([]);
});

test('an npm ci that fails is told with its fix, and leaves what was there before', async () => {
  await run();
  await writeLock('2');
  await installNpm('mkdir -p node_modules/half; echo "npm error code ENOTFOUND" >&2; exit 7');

  const failed = await run();

  expect(failed).toMatchObject({ code: 1, out: '' });
  expect(failed.err).toMatch(
    /npm error code ENOTFOUND\nnpm ci failed \(exit status 7.*nothing half-made was kept\.\n {2}- /s,
  );
  expect((await readdir(join(root, 'node_modules'))).sort()).toEqual(['.sluice-installed', 'node', 'tiny']);
  expect(await readdir(join(root, '.sluice'))).toEqual([]);
});

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('%s during npm ci ends it and leaves nothing', async (signal, exitCode) => {
  await installNpm(`sleep 60 & echo $! > ${root}/npm-child; touch ${root}/npm-runs-now; wait`);
  const child = start();
  const finished = finish(child);
  await waitFor(() => existsSync(join(root, 'npm-runs-now')));
  const npmChild = identifyProcess(Number(await readFile(join(root, 'npm-child'), 'utf8')));

  child.kill(signal);

  expect(await finished).toMatchObject({ code: exitCode, err: expect.stringContaining('nothing half-made was kept') });
  expect(existsSync(join(root, 'node_modules'))).toBe(false);
  expect(await readdir(join(root, '.sluice'))).toEqual([]);
  expect(npmChild).toBeDefined();
  expect(npmChild && isSameProcess(npmChild)).toBe(false);
});

test('without npm it says where to get it', async () => {
  const { code, err } = await run([], ['bin/sluice.ts'], '/nowhere');

  expect(code).toBe(1);
  expect(err).toMatch(/npm is missing.*\n.*apt-get install npm/);
});

test('the exit status of the program is the exit status', async () => {
  await writeProgram('process.exit(3)');

  expect(await run()).toMatchObject({ code: 3, signal: null });
});

test('a program that a signal ended ends the bootstrap by the same signal', async () => {
  await writeProgram(`process.kill(process.pid, 'SIGKILL'); setInterval(() => {}, 1000)`);

  expect(await run()).toMatchObject({ code: null, signal: 'SIGKILL' });
});

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  '%s reaches the program once, and its answer counts',
  async (signal) => {
    await writeProgram(`
    let received = 0;
    process.on('${signal}', () => { received += 1; setTimeout(() => { console.log(received); process.exit(5); }, 200); });
    setInterval(() => {}, 1000);
    console.log('ready');`);
    const child = start();
    const finished = finish(child);
    await new Promise<void>((resolve) => child.stdout?.once('data', () => resolve()));

    child.kill(signal);

    expect(await finished).toMatchObject({ code: 5, out: expect.stringMatching(/1\n$/) });
  },
);

test('a Node older than 20 is told what it needs, before anything is installed', async () => {
  const { code, err } = await run(pretendNode('18.20.4'));

  expect(code).toBe(1);
  expect(err).toMatch(/^Node 18\.20\.4 is too old: .*Node 20 or newer.*\n {2}- Debian.*WSL.*\n {2}- macOS/);
  expect(existsSync(join(root, 'npm-runs'))).toBe(false);
});

test.each([
  ['is not there', 'exit 0'],
  [
    'does not run on this machine',
    "mkdir -p node_modules/node/bin; printf '#!/nowhere/ld\\n' > node_modules/node/bin/node; chmod +x node_modules/node/bin/node; exit 0",
  ],
])("where the Node of the npm package %s, the user's own serves if it is new enough", async (_, npm) => {
  await installNpm(npm);

  const own = await run();
  await rm(join(root, 'node_modules'), { recursive: true, force: true });
  const older = await run(pretendNode('22.4.0'));

  expect(own).toMatchObject({ code: 0 });
  expect(JSON.parse(own.out)).toMatchObject({ cwd: root });
  expect(older).toMatchObject({
    code: 1,
    out: '',
    err: expect.stringMatching(/Node 24 is missing.*install Node 24\.7 or newer/s),
  });
});

test('npm itself is run as it wants to be run', async () => {
  const { code, err, out } = await run([], ['bin/sluice.ts'], process.env['PATH']);

  expect(err).toMatch(/npm packages ready in/);
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ cwd: root });
});
