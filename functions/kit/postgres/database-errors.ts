import { DatabaseError } from 'pg';
import { FunctionError } from '../function-error.ts';

/** The database cannot be reached, or the connection to it broke: what was being done may have been done. */
export class DatabaseUnavailableError extends FunctionError {
  readonly code = 'DATABASE_UNAVAILABLE';
  override readonly status = 503;
  override readonly retryable = true;

  constructor(cause: unknown) {
    super('The database did not answer', { cause, actions: ['Send the request again in a second'] });
  }
}

/** The database gave up a statement or transaction, which left nothing behind. */
export class DatabaseBusyError extends FunctionError {
  readonly code = 'DATABASE_BUSY';
  override readonly status = 503;
  override readonly retryable = true;

  constructor(cause: DatabaseError) {
    super(`The database gave up the statement: ${cause.message}`, {
      cause,
      actions: ['Send the request again in a second'],
    });
  }
}

/** The database refuses the statement, and will again. */
export class DatabaseRefusedError extends FunctionError {
  readonly code = 'DATABASE_REFUSED';

  constructor(cause: DatabaseError) {
    super(`The database refused the statement: ${cause.message} (SQLSTATE ${cause.code})`, {
      cause,
      actions: ['Run the migrations', 'Look up the SQLSTATE in the manual of PostgreSQL, appendix A'],
    });
  }
}

// PostgreSQL's manual, appendix A: the connection is gone or was never granted.
const connectionLost = /^(08|57P0[1-5]|53300|25P03)/;
// Statement timeout or cancel, lock timeout, deadlock, serialization failure, resources used up.
const givenUp = /^(57014|55P03|40|53)/;

/** What an error of the client library means. Whatever is no error of the server is one of the connection. */
export const toDatabaseError = (error: unknown): FunctionError => {
  if (error instanceof FunctionError) return error;
  if (!(error instanceof DatabaseError)) return new DatabaseUnavailableError(error);
  const state = error.code ?? '';
  if (connectionLost.test(state)) return new DatabaseUnavailableError(error);
  return givenUp.test(state) ? new DatabaseBusyError(error) : new DatabaseRefusedError(error);
};
