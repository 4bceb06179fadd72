import { Client, DatabaseError } from 'pg';
import { SluiceError } from '../../foundation/sluice-error.ts';
import type { InstanceStatus } from '../../targets/instance/instance-status.ts';

export interface StatementResult {
  /** In the order of the statement; two may have one name. */
  readonly columns: readonly string[];
  /** Numbers that a float cannot hold, and exact ones, are texts. */
  readonly rows: readonly (readonly unknown[])[];
  /** Rows that came, or that were changed. */
  readonly count: number;
}

class NoDatabaseError extends SluiceError {
  readonly code = 'NO_DATABASE';

  constructor(instance: string) {
    super(`The instance "${instance}" has no database: no stack of its template needs one.`);
  }
}

class StatementError extends SluiceError {
  readonly code = 'STATEMENT_REFUSED';

  constructor(cause: DatabaseError) {
    super(`${cause.message} (SQLSTATE ${cause.code})`, {
      cause,
      actions: cause.code === readOnlyTransaction ? ['--write lets the statement change data'] : [],
    });
  }
}

/** PostgreSQL's manual, appendix A. */
const readOnlyTransaction = '25006';
const longestMs = 60_000;

/** Runs one statement in the instance's Postgres, which changes nothing unless it is allowed to. */
export const runStatement = async (
  status: Pick<InstanceStatus, 'instance' | 'engines'>,
  text: string,
  { write }: { readonly write: boolean },
): Promise<StatementResult> => {
  const engine = status.engines.find(({ name }) => name === 'postgres');
  if (engine === undefined) throw new NoDatabaseError(status.instance);
  const client = new Client({
    // The password of a server of the user's is nowhere but in its URL.
    connectionString: (engine.external && process.env['DATABASE_URL']) || engine.address,
    application_name: 'sluice-sql',
    options: `-c default_transaction_read_only=${write ? 'off' : 'on'} -c statement_timeout=${longestMs}`,
  });
  // A connection that breaks is reported by the statement that it breaks.
  client.on('error', () => {});
  await client.connect();
  try {
    // Named, it is prepared, and only one statement can be: none can switch back to writing before another.
    const { fields, rows, rowCount } = await client.query<unknown[]>({ name: 'statement', text, rowMode: 'array' });
    return { columns: fields.map(({ name }) => name), rows, count: rowCount ?? 0 };
  } catch (error) {
    throw error instanceof DatabaseError ? new StatementError(error) : error;
  } finally {
    await client.end();
  }
};
