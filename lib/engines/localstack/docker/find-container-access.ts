import { networkInterfaces } from 'node:os';
import { ExecaError } from 'execa';
import { z } from 'zod';
import type { ContainerAccess } from '../../engine.ts';
import { externalVariables } from '../../external-variables.ts';
import type { LocalStackPlace } from '../decide-place.ts';
import { ContainerAddressError, DockerMissingError } from '../localstack-errors.ts';
import { isInMachineOfItsOwn, readOperatingSystem } from './docker-machine.ts';
import { type DockerCall, runDocker } from './run-docker.ts';

const { kafka, postgres } = externalVariables;

const Network = z.object({
  Name: z.string(),
  IPAM: z.object({
    Config: z.array(z.object({ Subnet: z.string().optional(), Gateway: z.string().optional() })).nullish(),
  }),
});
type Network = z.infer<typeof Network>;

interface ContainerFacts {
  readonly platform: NodeJS.Platform;
  /** As `docker info` tells it. */
  readonly operatingSystem: string;
  readonly networks: readonly Network[];
  readonly ownAddresses: readonly string[];
}

const isIpv4 = (text: string | undefined): text is string => text !== undefined && /^[\d./]+$/.test(text);

/**
 * By which address containers see this machine, and from where they come. An engine in a virtual machine of its own
 * hands what is sent to host.docker.internal on to the loopback address; on Linux the name stands for the gateway of the network `bridge`.
 *
 * @throws ContainerAddressError where there is no such gateway here
 */
export const decideContainerAccess = (facts: ContainerFacts): ContainerAccess => {
  if (isInMachineOfItsOwn(facts)) return { address: '127.0.0.1', networks: [] };
  const partsOf = ({ IPAM }: Network) => IPAM.Config ?? [];
  const bridge = facts.networks.find(({ Name }) => Name === 'bridge');
  const address = (bridge ? partsOf(bridge) : []).map(({ Gateway }) => Gateway).find(isIpv4);
  if (address === undefined) throw new ContainerAddressError('Docker’s network `bridge` tells no gateway.');
  if (!facts.ownAddresses.includes(address)) {
    throw new ContainerAddressError(
      `${address}, the gateway of Docker’s network \`bridge\`, is no address of it (as with an engine without root).`,
    );
  }
  return {
    address,
    networks: facts.networks.flatMap(partsOf).flatMap(({ Subnet }) => (isIpv4(Subnet) ? [Subnet] : [])),
  };
};

/**
 * How this LocalStack's functions get at this machine's servers, asked of Docker; undefined where they run as processes, or
 * Kafka and Postgres are the user's. In a LocalStack that Sluice starts they are in the network `bridge`, else in any.
 *
 * @throws DockerMissingError where Docker cannot be asked, ContainerAddressError where it tells nothing of use
 */
export const findContainerAccess = async (
  { kind, functionsIn }: Pick<LocalStackPlace, 'kind' | 'functionsIn'>,
  call: Omit<DockerCall, 'timeoutMs'>,
): Promise<ContainerAccess | undefined> => {
  const bringsAll = [kafka, postgres].every(({ variable }) => call.environment[variable]);
  if (functionsIn === 'processes' || bringsAll) return undefined;
  try {
    const names =
      kind === 'docker'
        ? 'bridge'
        : await runDocker(['network', 'ls', '--filter', 'driver=bridge', '--format', '{{.Name}}'], call);
    const told = await runDocker(['network', 'inspect', '--format', '{{json .}}', ...names.split('\n')], call);
    return decideContainerAccess({
      platform: process.platform,
      operatingSystem: await readOperatingSystem(call),
      networks: told.split('\n').map((line) => Network.parse(JSON.parse(line))),
      ownAddresses: Object.values(networkInterfaces())
        .flatMap((each) => each ?? [])
        .map(({ address }) => address),
    });
  } catch (cause) {
    if (!(cause instanceof ExecaError)) throw cause;
    throw new DockerMissingError(cause.shortMessage, 'It has to tell how functions in containers reach this machine.', {
      cause,
    });
  }
};
