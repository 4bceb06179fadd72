import { findPostgres } from '../../engines/postgres/find-postgres.ts';
import { findServerUser } from '../../engines/postgres/find-server-user.ts';

/**
 * What Postgres says of itself, where it can run here.
 *
 * @throws SluiceError that names the fix
 */
export const findPostgresVersion = async (): Promise<string> => {
  await findServerUser(process.env);
  return (await findPostgres()).version;
};
