import { readFile } from 'node:fs/promises';
import type { ClientConfig } from 'pg';
import { z } from 'zod';
import { requireVariable } from '../environment.ts';

const Authentication = z.enum(['NONE', 'IAM']);

/** The certificate authorities of Amazon RDS are in Lambda's own file and not among Node's (Lambda developer guide, Node.js, CA certificates). */
export const lambdaAuthorities = '/var/runtime/ca-cert.pem';

/** How a connection's work is bounded; milliseconds. */
const limits = {
  connectionTimeoutMillis: 3_000,
  statement_timeout: 8_000,
  lock_timeout: 5_000,
  // The server ends a statement by itself; this is for a server that does not answer any more.
  query_timeout: 10_000,
  // A frozen environment must not keep the locks of a transaction.
  idle_in_transaction_session_timeout: 10_000,
  keepAlive: true,
} as const satisfies ClientConfig;

/** Gives what the next connection needs; a token of its own for each. */
export type ConnectionSettings = () => Promise<ClientConfig>;

/**
 * The database that the DATABASE_ variables name. With IAM each connection has a new token, which is valid for 15 minutes, and TLS whose
 * certificate is verified; with NONE the network is what keeps others out, unless PGPASSWORD and PGSSLMODE, which pg reads by itself, say
 * more. Cold start only.
 */
export const parseConnectionSettings = (
  environment: NodeJS.ProcessEnv,
  authorities = lambdaAuthorities,
): ConnectionSettings => {
  const host = requireVariable(environment, 'DATABASE_HOST');
  const port = z.coerce
    .number()
    .int()
    .parse(environment['DATABASE_PORT'] ?? '5432');
  const user = requireVariable(environment, 'DATABASE_USER');
  const target: ClientConfig = {
    ...limits,
    host,
    port,
    user,
    database: requireVariable(environment, 'DATABASE_NAME'),
    application_name: environment['AWS_LAMBDA_FUNCTION_NAME'] ?? 'sluice',
  };

  switch (Authentication.parse(environment['DATABASE_AUTHENTICATION'] ?? 'NONE')) {
    case 'NONE':
      return async () => target;
    case 'IAM':
      return async () => {
        // The signer brings AWS's credential providers along: loaded only where they are needed.
        const { Signer } = await import('@aws-sdk/rds-signer');
        const signer = new Signer({
          hostname: host,
          port,
          username: user,
          region: requireVariable(environment, 'AWS_REGION'),
        });
        const [password, ca] = await Promise.all([signer.getAuthToken(), readFile(authorities, 'utf8')]);
        return { ...target, password, ssl: { ca, rejectUnauthorized: true } };
      };
  }
};
