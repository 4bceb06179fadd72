import type { DatabaseServer } from '../../engines/postgres/database-server.ts';
import type { FunctionDefinition } from '../../lambda-host/function-definition.ts';
import { toDatabaseSecrets } from '../instance/to-database-secrets.ts';

/** Where functions find what they ask, on this machine. */
export interface HostPlaces {
  readonly region: string;
  readonly lambdaApiUrl: string;
  /** Undefined while it does not run. */
  readonly dynamodbUrl: string | undefined;
  /** Undefined while it does not run, or is not used. */
  readonly database: DatabaseServer | undefined;
}

/** What the runner adds to a function's variables: endpoints, and to whom it belongs what the database asks for. */
export const buildHostEnvironment = (
  definition: Pick<FunctionDefinition, 'environment'>,
  { region, lambdaApiUrl, dynamodbUrl, database }: HostPlaces,
): Readonly<Record<string, string>> => ({
  AWS_REGION: region,
  AWS_DEFAULT_REGION: region,
  AWS_ENDPOINT_URL: `${lambdaApiUrl}/not-emulated`,
  AWS_ENDPOINT_URL_LAMBDA: lambdaApiUrl,
  AWS_ENDPOINT_URL_DYNAMODB: dynamodbUrl ?? '',
  ...toDatabaseSecrets(definition, database),
});
