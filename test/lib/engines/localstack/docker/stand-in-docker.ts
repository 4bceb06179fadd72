/**
 * Stands for the docker client where there is no engine: answers as it does, as far as the engine `localstack` asks. Its calls are
 * appended to `calls`, its containers are the lines of `containers` (name, then the process), both in the folder that
 * STAND_IN names; there, a file `no-engine`, `image` or `pull-fails` says how it is to behave. As with Docker, a container is no
 * child of the client, listens itself, and outlives a client that is killed.
 */

import { spawn } from 'node:child_process';
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';

const args = process.argv.slice(2);
const fileOf = (name: string): string => join(process.env['STAND_IN'] ?? '', name);
const is = (name: string): boolean => existsSync(fileOf(name));
const after = (option: string): string => args[args.indexOf(option) + 1] ?? '';

const fail = (reason: string): never => {
  console.error(reason);
  process.exit(1);
};

interface Container {
  readonly name: string;
  readonly pid: number | undefined;
}

const readContainers = (): Container[] =>
  (is('containers') ? readFileSync(fileOf('containers'), 'utf8') : '').split('\n').flatMap((line) => {
    const [name, pid] = line.split(' ');
    return name ? [{ name, pid: pid ? Number(pid) : undefined }] : [];
  });
const writeContainers = (containers: readonly Container[]): void =>
  writeFileSync(fileOf('containers'), containers.map(({ name, pid }) => `${name} ${pid ?? ''}\n`).join(''));

const remove = (names: readonly string[]): void => {
  const going = readContainers().filter(({ name }) => names.includes(name));
  for (const { pid } of going) if (pid !== undefined) process.kill(pid, 'SIGKILL');
  writeContainers(readContainers().filter(({ name }) => !names.includes(name)));
};

const serve = (): void => {
  const answers: Record<string, object> = {
    '/_localstack/health': { services: { lambda: 'available' } },
    '/_localstack/info': { version: '4.14.0', is_docker: true },
  };
  createServer(({ url = '' }, response) => {
    response.writeHead(url in answers ? 200 : 404).end(JSON.stringify(answers[url] ?? {}));
  }).listen(Number(args[2]), args[1]);
};

const run = (): void => {
  const name = after('--name');
  const [host = '', port = ''] = after('--publish').split(':');
  const container = spawn(process.execPath, [import.meta.filename, 'serve', host, port], {
    detached: true,
    stdio: 'ignore',
  });
  writeContainers([...readContainers(), { name, pid: container.pid }]);
  container.on('exit', () => process.exit(137));
  process.on('SIGTERM', () => remove([name]));
};

const pull = (): void => {
  console.log('4.14.0: Pulling from localstack/localstack');
  if (is('pull-fails')) fail('Error response from daemon: manifest unknown');
  writeFileSync(fileOf('image'), '');
  console.log('Status: Downloaded newer image');
};

/** The gateway has to be an address of this machine. */
const tellNetwork = (name: string): void => {
  const Config = [{ Subnet: name === 'bridge' ? '172.17.0.0/16' : '172.18.0.0/16', Gateway: '127.0.0.1' }];
  console.log(JSON.stringify({ Name: name, IPAM: { Config } }));
};

const names = (): string[] => readContainers().map(({ name }) => name);

const commands: Record<string, () => void> = {
  context: () => console.log(process.env['DOCKER_HOST'] ?? 'unix:///var/run/docker.sock'),
  version: () => (is('no-engine') ? fail('Cannot connect to the Docker daemon') : console.log('28.2.2')),
  info: () => console.log('Debian GNU/Linux 13 (trixie)'),
  network: () => (args[1] === 'ls' ? console.log('bridge\nshop') : args.slice(4).forEach(tellNetwork)),
  ps: () => console.log(names().join('\n')),
  rm: () => remove(args),
  image: () => (is('image') ? console.log('sha256:0') : fail('No such image')),
  pull,
  container: () => (names().includes(args.at(-1) ?? '') ? console.log('true') : fail('No such container')),
  run,
  serve,
};

if (args[0] !== 'serve') appendFileSync(fileOf('calls'), `${JSON.stringify(args)}\n`);
commands[args[0] ?? '']?.();
