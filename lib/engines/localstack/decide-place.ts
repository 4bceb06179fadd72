import { externalVariables } from '../external-variables.ts';
import type { DockerFinding } from './docker/look-for-docker.ts';
import type { LocalStackFacts } from './probe-localstack.ts';

/** What the user may insist on instead of what is found. */
export type LocalStackChoice = 'docker' | 'host';

export interface PlaceFacts {
  readonly choice: LocalStackChoice | undefined;
  /** The one that LOCALSTACK_URL names; it answers. */
  readonly given: Answering | undefined;
  /** The one at LocalStack's own port. */
  readonly found: Answering | undefined;
  readonly docker: DockerFinding;
  /** LOCALSTACK_IMAGE. */
  readonly image: string | undefined;
  /** Whether there is a LOCALSTACK_AUTH_TOKEN. */
  readonly hasToken: boolean;
}

interface Answering extends LocalStackFacts {
  readonly address: string;
}

interface Decided {
  /** One sentence or two for people: which, and why. */
  readonly reason: string;
  /** From containers this machine is host.docker.internal. */
  readonly functionsIn: 'containers' | 'processes';
}

/** Which LocalStack is used: one that somebody runs, by its address, or one that is started. */
export type LocalStackPlace = Decided &
  (
    | { readonly kind: 'given' | 'found'; readonly address: string }
    | { readonly kind: 'docker'; readonly image: string }
    | { readonly kind: 'host' }
  );

/** The last that runs without a token. */
const freeImage = 'localstack/localstack:4.14.0';
const newestImage = 'localstack/localstack:latest';

/**
 * One that is given, else one that is found in Docker, else one in Docker, else one without Docker; what the user insists on
 * comes before all of them. A LocalStack without Docker that nobody gave is somebody else's: its functions are run in its own way.
 */
export const decideLocalStackPlace = (facts: PlaceFacts): LocalStackPlace => {
  const { choice, given, found, docker } = facts;
  if (choice === 'docker') return inDocker(facts, 'SLUICE_LOCALSTACK=docker asks for it');
  if (choice === 'host') return asProcess('SLUICE_LOCALSTACK=host asks for it.');
  if (given) {
    const functionsIn = given.isInDocker ? 'containers' : 'processes';
    const reason = `LocalStack ${given.version} at ${given.address}: ${externalVariables.localstack.variable} names it.`;
    return { kind: 'given', address: given.address, functionsIn, reason };
  }
  if (found?.isInDocker) {
    const reason = `LocalStack ${found.version} at ${found.address}: it runs there already, in Docker.`;
    return { kind: 'found', address: found.address, functionsIn: 'containers', reason };
  }
  const leftAlone = found
    ? ` The one at ${found.address} is left alone: it runs without Docker, and ${externalVariables.localstack.variable} does not name it.`
    : '';
  const place = docker.answers
    ? inDocker(facts, `Docker ${docker.version} answers`)
    : asProcess(`none is given or found, and Docker cannot be used: ${docker.because}.`);
  return { ...place, reason: `${place.reason}${leftAlone}` };
};

const inDocker = ({ image, hasToken }: PlaceFacts, because: string): LocalStackPlace => {
  const chosen = image ?? (hasToken ? newestImage : freeImage);
  const token = hasToken ? ', and LOCALSTACK_AUTH_TOKEN is passed to it' : '';
  return {
    kind: 'docker',
    image: chosen,
    functionsIn: 'containers',
    reason: `LocalStack in Docker, ${chosen}: ${because}${token}.`,
  };
};

const asProcess = (because: string): LocalStackPlace => ({
  kind: 'host',
  functionsIn: 'processes',
  reason: `LocalStack without Docker, from PyPI: ${because}`,
});
