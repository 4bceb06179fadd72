import type { DatabaseServer } from '../../engines/postgres/database-server.ts';

/** libpq's variables, which pg reads: what the user's own server asks for is in these environments and nowhere else. */
export const toDatabaseSecrets = (database: DatabaseServer | undefined): Readonly<Record<string, string>> => ({
  ...(database?.password !== undefined && { PGPASSWORD: database.password }),
  ...(database?.sslMode !== undefined && { PGSSLMODE: database.sslMode }),
});
