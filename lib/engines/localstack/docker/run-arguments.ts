import { containerHost } from '../../container-host.ts';

interface ContainerSettings {
  /** Of the container, and the prefix of its functions' containers. */
  readonly name: string;
  readonly image: string;
  /** Inside and outside: what LocalStack tells of itself then holds in both. */
  readonly port: number;
  /** The engine's socket, as its own machine has it: LocalStack starts functions through it. */
  readonly socket: string;
  /** Whether LOCALSTACK_AUTH_TOKEN is in the environment of the client. */
  readonly hasToken: boolean;
}

export const labelOf = (name: string): string => `sluice.instance=${name}`;

/** A busy laptop's first containers take longer than the 20 s that LocalStack gives them by itself. */
const functionStartSeconds = 120;

/** Nobody listens there. */
const nowhere = 'http://127.255.255.254:9';

/**
 * The arguments that make the docker client run LocalStack, attached, for this machine alone. A token stays off the command line:
 * the client takes its value from its own environment.
 *
 * Variables: docs.localstack.cloud, configuration.
 */
export const runArguments = ({ name, image, port, socket, hasToken }: ContainerSettings): string[] => {
  const variables = {
    MAIN_CONTAINER_NAME: name,
    GATEWAY_LISTEN: `0.0.0.0:${port}`,
    LOCALSTACK_HOST: `localhost.localstack.cloud:${port}`,
    SQS_ENDPOINT_STRATEGY: 'path',
    DISABLE_EVENTS: '1',
    SKIP_SSL_CERT_DOWNLOAD: '1',
    DYNAMODB_IN_MEMORY: '1',
    LAMBDA_DOCKER_FLAGS: `--add-host ${containerHost}:host-gateway --label ${labelOf(name)}`,
    // Functions are for arm64, and plain JavaScript: they run as well on what this machine is.
    LAMBDA_IGNORE_ARCHITECTURE: '1',
    LAMBDA_RUNTIME_ENVIRONMENT_TIMEOUT: String(functionStartSeconds),
    ...(!hasToken && { API_ENDPOINT: nowhere, PROVIDER_OVERRIDE_DYNAMODB: 'v2' }),
  };
  return [
    ...['run', '--rm', '--name', name, '--label', labelOf(name)],
    ...['--publish', `127.0.0.1:${port}:${port}`],
    ...['--volume', `${socket}:/var/run/docker.sock`],
    ...Object.entries(variables).flatMap(([variable, value]) => ['--env', `${variable}=${value}`]),
    ...(hasToken ? ['--env', 'LOCALSTACK_AUTH_TOKEN'] : []),
    image,
  ];
};
