import type { Client } from 'pg';
import type { z } from 'zod';
import { toDatabaseError } from './database-errors.ts';

/** A statement with parameters `$1` …, prepared once in each connection under its name; its rows are parsed. */
export interface Statement<Row extends z.ZodType> {
  readonly name: string;
  readonly text: string;
  readonly row: Row;
}

/** Runs statements on one connection, one after another. */
export interface Session {
  run<Row extends z.ZodType>(statement: Statement<Row>, values?: readonly unknown[]): Promise<z.output<Row>[]>;
}

export const toSession = (client: Client): Session => ({
  run: async ({ name, text, row }, values = []) => {
    const { rows } = await client
      .query<Record<string, unknown>>({ name, text, values: [...values] })
      .catch((error: unknown) => {
        throw toDatabaseError(error);
      });
    return rows.map((each) => row.parse(each));
  },
});
