import { decideSocket } from '../../../../../lib/engines/localstack/docker/decide-socket.ts';

test.each([
  ['unix:///var/run/docker.sock', 'linux', 'Debian GNU/Linux 13 (trixie)', '/var/run/docker.sock'],
  ['unix:///run/user/1000/docker.sock', 'linux', 'Debian GNU/Linux 13 (trixie)', '/run/user/1000/docker.sock'],
  ['unix:///home/ada/.docker/desktop/docker.sock', 'linux', 'Docker Desktop', '/var/run/docker.sock'],
  ['unix:///Users/ada/.docker/run/docker.sock', 'darwin', 'Docker Desktop', '/var/run/docker.sock'],
  ['tcp://localhost:2375', 'linux', 'Alpine Linux v3.22', '/var/run/docker.sock'],
] as const)('%s on %s, an engine on %s: a container mounts %s', (host, platform, operatingSystem, socket) => {
  expect(decideSocket({ host, platform, operatingSystem })).toBe(socket);
});
