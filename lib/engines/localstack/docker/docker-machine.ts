import { type DockerCall, runDocker } from './run-docker.ts';

/** What `docker info` says that the engine runs on: `Docker Desktop`, `Ubuntu 24.04.2 LTS`. */
export const readOperatingSystem = (call: DockerCall): Promise<string> =>
  runDocker(['info', '--format', '{{.OperatingSystem}}'], call);

/** Whether containers run in a virtual machine beside this system: always off Linux, and on Linux with Docker Desktop. */
export const isInMachineOfItsOwn = (engine: {
  readonly platform: NodeJS.Platform;
  readonly operatingSystem: string;
}): boolean => engine.platform !== 'linux' || engine.operatingSystem === 'Docker Desktop';
