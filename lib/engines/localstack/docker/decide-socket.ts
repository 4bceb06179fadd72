import { isInMachineOfItsOwn } from './docker-machine.ts';

interface DockerPlace {
  /** As the client has it: `unix:///run/user/1000/docker.sock`. */
  readonly host: string;
  readonly platform: NodeJS.Platform;
  readonly operatingSystem: string;
}

const usual = '/var/run/docker.sock';

/** The engine's socket as a container can mount it: the client's is that of another file system where the engine has a machine of its own. */
export const decideSocket = (place: DockerPlace): string =>
  !isInMachineOfItsOwn(place) && place.host.startsWith('unix://') ? place.host.slice('unix://'.length) : usual;
