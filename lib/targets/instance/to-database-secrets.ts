import type { DatabaseServer } from '../../engines/postgres/database-server.ts';
import type { FunctionDefinition } from '../../lambda-host/function-definition.ts';

/**
 * libpq's variables, which pg reads, for a function that is told of a database: what the user's own server asks for is in these
 * environments and nowhere else.
 */
export const toDatabaseSecrets = (
  { environment }: Pick<FunctionDefinition, 'environment'>,
  database: DatabaseServer | undefined,
): Readonly<Record<string, string>> => {
  if (environment['DATABASE_HOST'] === undefined) return {};
  return {
    ...(database?.password !== undefined && { PGPASSWORD: database.password }),
    ...(database?.sslMode !== undefined && { PGSSLMODE: database.sslMode }),
  };
};
