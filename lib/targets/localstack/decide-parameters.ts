import { containerHost } from '../../engines/container-host.ts';
import type { EngineEndpoint } from '../../engines/engine.ts';
import type { DatabaseServer } from '../../engines/postgres/database-server.ts';

/** Where things are, and whether functions are on this machine or in containers. */
export interface Places {
  readonly functionsIn: 'processes' | 'containers';
  /** LocalStack as this machine reaches it. */
  readonly localStackUrl: string;
  readonly kafka: EngineEndpoint;
  /** As functions reach it; undefined where the application has none. */
  readonly database: DatabaseServer | undefined;
  /** Of the slice of Lambda's API, at the address by which functions come to this machine. */
  readonly lambdaApiUrl: string;
}

/** What LocalStack's own DNS calls it in the containers of its functions; elsewhere it is 127.0.0.1 (LocalStack, DNS server). */
const localStackInContainers = 'localhost.localstack.cloud';

/** The parameters of the templates for LocalStack: everything as functions reach it. */
export const decideParameters = ({
  functionsIn,
  localStackUrl,
  kafka,
  database,
  lambdaApiUrl,
}: Places): Readonly<Record<string, string>> => {
  const inContainers = functionsIn === 'containers';
  return {
    KafkaBootstrapServers: (inContainers ? kafka.containerAddress : undefined) ?? kafka.address,
    DatabaseHost: database?.host ?? 'none',
    DatabasePort: String(database?.port ?? 5432),
    DatabaseName: database?.name ?? 'none',
    DatabaseUser: database?.user ?? 'none',
    LocalStackUrl: inContainers ? withHost(localStackUrl, localStackInContainers) : localStackUrl,
    LambdaEndpoint: inContainers ? withHost(lambdaApiUrl, containerHost) : lambdaApiUrl,
  };
};

const withHost = (url: string, host: string): string => {
  const { protocol, port } = new URL(url);
  return `${protocol}//${host}${port === '' ? '' : `:${port}`}`;
};
