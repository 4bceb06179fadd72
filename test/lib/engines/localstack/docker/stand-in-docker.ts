/**
 * Stands for the docker client where there is no engine: answers as it does, as far as the engine `localstack` asks. Its calls are
 * appended to `calls`, its containers are the lines of `containers`, both in the folder that STAND_IN names; there, a file `no-engine`,
 * `image` or `pull-fails` says how it is to behave.
 */

import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';

const args = process.argv.slice(2);
const fileOf = (name: string): string => join(process.env['STAND_IN'] ?? '', name);
const is = (name: string): boolean => existsSync(fileOf(name));
const after = (option: string): string => args[args.indexOf(option) + 1] ?? '';

const readContainers = (): string[] =>
  is('containers') ? readFileSync(fileOf('containers'), 'utf8').split('\n').filter(Boolean) : [];
const writeContainers = (containers: readonly string[]): void =>
  writeFileSync(fileOf('containers'), containers.map((container) => `${container}\n`).join(''));

const fail = (reason: string): never => {
  console.error(reason);
  process.exit(1);
};

const run = (): void => {
  writeContainers([...readContainers(), after('--name')]);
  const [host, port] = after('--publish').split(':');
  const answers: Record<string, object> = {
    '/_localstack/health': { services: { lambda: 'available' } },
    '/_localstack/info': { version: '4.14.0', is_docker: true },
  };
  createServer(({ url = '' }, response) => {
    response.writeHead(url in answers ? 200 : 404).end(JSON.stringify(answers[url] ?? {}));
  }).listen(Number(port), host);
  process.on('SIGTERM', () => {
    writeContainers(readContainers().filter((container) => container !== after('--name')));
    process.exit(0);
  });
};

const pull = (): void => {
  console.log('4.14.0: Pulling from localstack/localstack');
  if (is('pull-fails')) fail('Error response from daemon: manifest unknown');
  writeFileSync(fileOf('image'), '');
  console.log('Status: Downloaded newer image');
};

const commands: Record<string, () => void> = {
  context: () => console.log('unix:///var/run/docker.sock'),
  version: () => (is('no-engine') ? fail('Cannot connect to the Docker daemon') : console.log('28.2.2')),
  info: () => console.log('Debian GNU/Linux 13 (trixie)'),
  ps: () => console.log(readContainers().join('\n')),
  rm: () => writeContainers(readContainers().filter((container) => !args.includes(container))),
  image: () => (is('image') ? console.log('sha256:0') : fail('No such image')),
  pull,
  container: () => (readContainers().includes(args.at(-1) ?? '') ? console.log('true') : fail('No such container')),
  run,
};

appendFileSync(fileOf('calls'), `${JSON.stringify(args)}\n`);
commands[args[0] ?? '']?.();
