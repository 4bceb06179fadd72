import { findPostgresVersion } from '../../targets/instance/find-postgres-version.ts';
import type { Check } from './check.ts';
import { checkFinding } from './check-finding.ts';

/** Whether the Postgres that npm brought runs on this machine; nobody needs it who names a server of his own. */
export const checkPostgres = (environment: NodeJS.ProcessEnv): Promise<Check> =>
  checkFinding('Postgres', 'fail', async () =>
    environment['DATABASE_URL'] ? 'yours, by DATABASE_URL' : await findPostgresVersion(),
  );
