import { z } from 'zod';
import { ExternalEngineError } from '../engine-errors.ts';
import { externalVariables } from '../external-variables.ts';
import { parseEndpoint } from '../parse-endpoint.ts';
import { decideLocalStackPlace, type LocalStackPlace, type PlaceFacts } from './decide-place.ts';
import { lookForDocker } from './docker/look-for-docker.ts';
import { DockerMissingError, LocalStackChoiceError } from './localstack-errors.ts';
import { probeLocalStack } from './probe-localstack.ts';

interface Look {
  readonly environment: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal | undefined;
}

const choiceVariable = 'SLUICE_LOCALSTACK';
const usualAddress = 'http://127.0.0.1:4566';
const Choice = z.enum(['docker', 'host']);

/**
 * Which LocalStack is used and why: looks at what is given, at LocalStack's own port and for Docker.
 *
 * @throws LocalStackChoiceError where SLUICE_LOCALSTACK says nothing that can be done
 * @throws ExternalEngineError where the one that LOCALSTACK_URL names does not answer: another is not taken for it
 * @throws DockerMissingError where SLUICE_LOCALSTACK insists on Docker and there is none
 */
export const lookForLocalStack = async ({ environment, signal }: Look): Promise<LocalStackPlace> => {
  const choice = readChoice(environment);
  const [given, found, docker] = await Promise.all([
    probeGiven(environment),
    probe(usualAddress).catch(() => undefined),
    lookForDocker({ environment, signal }),
  ]);
  signal?.throwIfAborted();
  if (choice === 'docker' && !docker.answers) {
    throw new DockerMissingError(docker.because, `${choiceVariable}=docker asks for it.`);
  }
  return decideLocalStackPlace({
    choice,
    given,
    found,
    docker,
    image: environment['LOCALSTACK_IMAGE'] || undefined,
    hasToken: Boolean(environment['LOCALSTACK_AUTH_TOKEN']),
  });
};

const readChoice = (environment: NodeJS.ProcessEnv): PlaceFacts['choice'] => {
  const text = environment[choiceVariable];
  if (!text) return undefined;
  const choice = Choice.safeParse(text);
  if (!choice.success) {
    throw new LocalStackChoiceError(`${choiceVariable} is ${JSON.stringify(text)}, which is neither docker nor host.`, [
      `set ${choiceVariable} to docker or host, or unset it`,
    ]);
  }
  const { variable } = externalVariables.localstack;
  if (environment[variable]) {
    throw new LocalStackChoiceError(
      `${choiceVariable}=${text} asks for a LocalStack to be started, and ${variable} names one that runs.`,
      [`unset ${variable}, or ${choiceVariable}`],
    );
  }
  return choice.data;
};

const probe = async (address: string) => ({ address, ...(await probeLocalStack(address)) });

const probeGiven = async (environment: NodeJS.ProcessEnv): Promise<PlaceFacts['given']> => {
  const named = environment[externalVariables.localstack.variable];
  if (!named) return undefined;
  const { address } = parseEndpoint('localstack', named);
  return probe(address).catch((cause: unknown) => {
    throw new ExternalEngineError('localstack', 'LocalStack', address, cause);
  });
};
