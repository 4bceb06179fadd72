import { SluiceError } from '../../foundation/sluice-error.ts';

export class LocalStackChoiceError extends SluiceError {
  readonly code = 'LOCALSTACK_CHOICE_INVALID';

  constructor(reason: string, actions: readonly string[]) {
    super(reason, { actions });
  }
}

export class DockerMissingError extends SluiceError {
  readonly code = 'DOCKER_MISSING';
  override readonly retryable = true;

  constructor(because: string, wantedFor: string, options: { cause?: unknown } = {}) {
    super(`Docker cannot be used: ${because}. ${wantedFor}`, {
      ...options,
      actions: [
        'start Docker, and see whether `docker version` tells a server',
        'SLUICE_LOCALSTACK=host: LocalStack without Docker',
      ],
    });
  }
}

export class ImagePullError extends SluiceError {
  readonly code = 'LOCALSTACK_IMAGE_FAILED';
  override readonly retryable = true;

  constructor(image: string, lastLines: readonly string[], options: { cause?: unknown } = {}) {
    super([`Docker could not bring the image ${image}.`, ...lastLines].join('\n'), {
      ...options,
      actions: [
        `see whether this machine reaches the network: docker pull ${image}`,
        'LOCALSTACK_IMAGE names another image or mirror',
        'SLUICE_LOCALSTACK=host: LocalStack without Docker',
      ],
    });
  }
}

export class ContainersRemainError extends SluiceError {
  readonly code = 'CONTAINERS_REMAIN';
  override readonly retryable = true;

  constructor(label: string, containers: readonly string[], options: { cause?: unknown } = {}) {
    super(`Docker did not remove ${containers.join(', ')}, labelled ${label}.`, {
      ...options,
      actions: [`docker rm --force ${containers.join(' ')}`],
    });
  }
}

export class ContainerAddressError extends SluiceError {
  readonly code = 'CONTAINER_ADDRESS_MISSING';

  constructor(reason: string, options: { cause?: unknown } = {}) {
    super(`Functions in containers would not reach Kafka and Postgres on this machine: ${reason}`, {
      ...options,
      actions: [
        'bring your own that containers reach: KAFKA_BOOTSTRAP_SERVERS and DATABASE_URL',
        'SLUICE_LOCALSTACK=host: LocalStack without Docker, its functions run as processes',
      ],
    });
  }
}
