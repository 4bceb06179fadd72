import { Client } from 'pg';
import type { DatabaseServer } from './database-server.ts';

const connectionTimeoutMs = 1_000;
const requestTimeoutMs = 2_000;

/** Resolves if the server lets this user into the database and answers a query. */
export const probePostgres = async ({ name, sslMode, ...server }: DatabaseServer): Promise<void> => {
  const client = new Client({
    ...server,
    database: name,
    ssl: toTls(sslMode),
    application_name: 'sluice-probe',
    connectionTimeoutMillis: connectionTimeoutMs,
    query_timeout: requestTimeoutMs,
  });
  // A connection that breaks is reported by the query that it breaks.
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('SELECT 1');
  } finally {
    await client.end();
  }
};

/** As pg reads PGSSLMODE: whatever asks for TLS has the certificate verified, except `no-verify`. */
const toTls = (sslMode: string | undefined): boolean | { rejectUnauthorized: false } => {
  if (sslMode === 'no-verify') return { rejectUnauthorized: false };
  return sslMode !== undefined && sslMode !== 'disable';
};
