import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bringJars } from '../../../../lib/engines/java/bring-jars.ts';

// Maven itself brings the jars in the tests of the engines; here a script stands for it.
let root: string;
let lines: string[];
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'sluice-jars-'));
  lines = [];
  await mkdir(join(root, 'bin'));
  await writeFile(join(root, 'pom.xml'), '<project/>');
});
afterEach(() => rm(root, { recursive: true, force: true }));

const installMaven = async (script: string) => {
  const output = 'for argument; do case $argument in -Doutput=*) output=$(echo $argument | cut -d= -f2);; esac; done';
  await writeFile(join(root, 'bin', 'mvn'), `#!/bin/sh\n${output}\necho run >> ${root}/runs\n${script}\n`);
  await chmod(join(root, 'bin', 'mvn'), 0o755);
};

const bring = (signal = new AbortController().signal, path = `${join(root, 'bin')}:/usr/bin:/bin`) =>
  bringJars({
    name: 'thing',
    title: 'Thing',
    pom: join(root, 'pom.xml'),
    root,
    environment: { PATH: path },
    signal,
    report: (line) => lines.push(line),
  });

const jarFolders = async () =>
  (await readdir(join(root, '.sluice', 'jars'))).filter((name) => !name.startsWith('.lock'));

test('says what it does and how long it took the first time, and nothing the second', async () => {
  await installMaven('touch $output/a.jar $output/b.jar');
  const folder = await bring();
  const first = lines.splice(0);
  const started = performance.now();

  const again = await bring();

  expect(performance.now() - started).toBeLessThan(50);
  expect(first).toEqual([
    'Thing: bringing its jars through Maven (once) …',
    expect.stringMatching(/^Thing: 2 jars in \d+\.\d s$/),
  ]);
  expect(lines).toEqual([]);
  expect(again).toBe(folder);
  expect((await readdir(folder)).sort()).toEqual(['a.jar', 'b.jar']);
});

test('another pom file has a folder of its own', async () => {
  await installMaven('touch $output/a.jar');
  const folder = await bring();
  await writeFile(join(root, 'pom.xml'), '<project><version>2</version></project>');

  expect(await bring()).not.toBe(folder);
});

test('two first runs at once run Maven once, and the second says that it waits', async () => {
  await installMaven('sleep 0.3; touch $output/a.jar');

  const [one, other] = await Promise.all([bring(), bring()]);

  expect(one).toBe(other);
  expect(await readFile(join(root, 'runs'), 'utf8')).toBe('run\n');
  expect(lines).toContain('Thing: waiting for jars that are being brought already …');
});

test('a Maven that fails leaves nothing half-made and its last lines in the error', async () => {
  await installMaven('touch $output/a.jar; echo "Could not transfer artifact"; exit 1');

  const error = await bring().catch((thrown: unknown) => thrown);

  expect(error).toMatchObject({ code: 'JARS_FAILED', message: expect.stringContaining('Could not transfer artifact') });
  expect(await jarFolders()).toEqual([]);
});

test('an abort ends Maven and leaves nothing half-made', async () => {
  await installMaven('touch $output/a.jar; exec sleep 60');
  const abort = new AbortController();
  const bringing = bring(abort.signal);
  setTimeout(() => abort.abort(), 300);

  await expect(bringing).rejects.toMatchObject({ name: 'AbortError' });

  expect(await jarFolders()).toEqual([]);
});

test('without Maven it says what Maven is for, how to install it on each system, and how to do without', async () => {
  const error = await bring(undefined, join(root, 'bin')).catch((thrown: unknown) => thrown);

  expect(error).toMatchObject({
    code: 'MAVEN_MISSING',
    message: expect.stringMatching(/Maven is missing.*brings Kafka and DynamoDB Local/),
    actions: [
      expect.stringMatching(/Debian.*Ubuntu.*WSL.*apt-get install maven/),
      expect.stringMatching(/macOS.*brew install maven/),
      expect.stringMatching(/KAFKA_BOOTSTRAP_SERVERS=.*DYNAMODB_ENDPOINT=/),
    ],
  });
});
