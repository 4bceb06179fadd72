import { SluiceError } from '../../foundation/sluice-error.ts';
import { findPostgresVersion } from '../../targets/instance/find-postgres-version.ts';
import type { Check } from './check.ts';

/** Whether the Postgres that npm brought runs on this machine; nobody needs it who names a server of his own. */
export const checkPostgres = async (environment: NodeJS.ProcessEnv): Promise<Check> => {
  const name = 'Postgres';
  if (environment['DATABASE_URL']) return { name, result: 'pass', found: 'yours, by DATABASE_URL' };
  try {
    return { name, result: 'pass', found: await findPostgresVersion() };
  } catch (error) {
    if (!(error instanceof SluiceError)) throw error;
    return { name, result: 'fail', found: error.message, fix: error.actions.join(' · ') };
  }
};
