import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { BootstrapError } from './bootstrap-error.mjs';
import { isOwnNodeNewEnough, pinnedNode } from './runtime.mjs';
import { withLock } from './with-lock.mjs';

const stampFile = '.sluice-installed';
const temporaryPrefix = 'npm-install-';
const signalNumbers = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 };

/** @param {string} line */
const say = (line) => process.stderr.write(`${line}\n`);

/** @param {string} root */
const readWanted = async (root) =>
  createHash('sha256')
    .update(await readFile(join(root, 'package-lock.json')))
    .update(`${process.platform} ${process.arch}`)
    .digest('hex');

/** @param {string} root */
const readInstalled = (root) => readFile(join(root, 'node_modules', stampFile), 'utf8').catch(() => undefined);

/** The npm that runs this script, on the Node that it runs on; else the one on the PATH. */
const findNpm = () => {
  const { npm_execpath: cli, npm_node_execpath: node } = process.env;
  return cli !== undefined && basename(cli) === 'npm-cli.js' ? [node ?? process.execPath, cli] : ['npm'];
};

/**
 * Runs `npm ci` in a process group of its own, so that an interruption ends its install scripts too.
 *
 * @param {string} folder
 */
const runNpm = async (folder) => {
  const [command, ...args] = [...findNpm(), 'ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = spawn(command, args, { cwd: folder, detached: true, stdio: ['ignore', 2, 2] });
  let interruption;
  const interrupt = (signal) => {
    interruption = signal;
    if (npm.pid !== undefined) process.kill(-npm.pid, 'SIGTERM');
  };
  for (const signal of Object.keys(signalNumbers)) process.on(signal, interrupt);
  try {
    const code = await new Promise((resolve, reject) => {
      npm.once('error', reject);
      npm.once('exit', resolve);
    });
    if (interruption !== undefined) {
      const message = 'Interrupted while installing npm packages; nothing half-made was kept.';
      throw new BootstrapError(message, ['run the same command again'], 128 + signalNumbers[interruption]);
    }
    if (code !== 0) {
      throw new BootstrapError(`npm ci failed (exit status ${code}, see above); nothing half-made was kept.`, [
        'see whether this machine reaches the npm registry; behind a proxy or mirror, name it in ~/.npmrc',
        'run the same command again',
      ]);
    }
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
    throw new BootstrapError(
      'npm is missing: there is none on the PATH. It installs the packages of package-lock.json.',
      ['Debian, Ubuntu, WSL: sudo apt-get install npm', 'macOS: brew install node'],
    );
  } finally {
    for (const signal of Object.keys(signalNumbers)) process.off(signal, interrupt);
  }
};

/** @param {string} parent */
const removeLeftovers = async (parent) => {
  const names = await readdir(parent);
  const leftovers = names.filter((name) => name.startsWith(temporaryPrefix));
  await Promise.all(leftovers.map((name) => rm(join(parent, name), { recursive: true, force: true })));
};

/**
 * A Node that does not run here, for it was built for another C library, is as good as none.
 *
 * @param {string} folder
 */
const removeForeignNode = async (folder) => {
  const node = pinnedNode(folder);
  if (node === undefined || spawnSync(node, ['--version'], { stdio: 'ignore' }).status === 0) return;
  await rm(node);
};

/**
 * Installs beside the project and moves the result in, so that node_modules is always the old one or the new one.
 *
 * @param {string} root
 * @param {string} wanted
 */
const install = async (root, wanted) => {
  const parent = join(root, '.sluice');
  await removeLeftovers(parent);
  const temporary = await mkdtemp(join(parent, temporaryPrefix));
  try {
    const inputs = ['package.json', 'package-lock.json', '.npmrc'].filter((name) => existsSync(join(root, name)));
    await Promise.all(inputs.map((name) => copyFile(join(root, name), join(temporary, name))));
    await runNpm(temporary);
    await removeForeignNode(temporary);
    const [made, current] = [join(temporary, 'node_modules'), join(root, 'node_modules')];
    await mkdir(made, { recursive: true });
    // Without a Node to run on the next run tries again.
    if (pinnedNode(temporary) || isOwnNodeNewEnough()) await writeFile(join(made, stampFile), wanted);
    if (existsSync(current)) await rename(current, join(temporary, 'replaced'));
    await rename(made, current);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
};

/**
 * Makes node_modules what package-lock.json says, if it is not; says what it does and how long it took.
 *
 * @param {string} root
 */
export const bringPackages = async (root) => {
  const wanted = await readWanted(root);
  if ((await readInstalled(root)) === wanted) return;
  const onWaiting = () => say('Waiting for another run that is installing npm packages …');
  await withLock(join(root, '.sluice', 'npm-install.lock'), onWaiting, async () => {
    const installed = await readInstalled(root);
    if (installed === wanted) return;
    const started = performance.now();
    say(`Installing npm packages (${installed === undefined ? 'first run' : 'the lock file changed'}) …`);
    await install(root, wanted);
    say(`npm packages ready in ${((performance.now() - started) / 1_000).toFixed(1)} s`);
  });
};
