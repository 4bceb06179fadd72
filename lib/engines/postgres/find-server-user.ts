import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { PostgresUserError } from '../engine-errors.ts';

/** As whom Postgres runs. */
export interface ServerUser {
  readonly name: string;
  /** What a command is preceded by to run as that user; nothing for the user that runs Sluice. */
  readonly prefix: readonly string[];
}

/** Whoever runs Sluice. */
export const ownUser: ServerUser = { name: '', prefix: [] };

const run = promisify(execFile);

/**
 * Postgres refuses to run as root. Root lends it an unprivileged user that every Linux has, and the one capability that it
 * needs to reach the project's folders wherever they lie, for they may be root's alone. `no_setuid_fixup` makes access(2),
 * by which initdb looks for its programs, count that capability too.
 */
const lendUser = async (environment: NodeJS.ProcessEnv): Promise<ServerUser> => {
  const name = 'nobody';
  const idOf = async (flag: '-u' | '-g'): Promise<string> =>
    (await run('id', [flag, name], { env: environment })).stdout.trim();
  const prefix = [
    'setpriv',
    `--reuid=${await idOf('-u')}`,
    `--regid=${await idOf('-g')}`,
    '--clear-groups',
    '--inh-caps=+dac_override',
    '--ambient-caps=+dac_override',
    '--securebits=+no_setuid_fixup',
    '--',
  ];
  const [setpriv = '', ...args] = prefix;
  await run(setpriv, [...args, 'true'], { env: environment });
  return { name, prefix };
};

/** @throws PostgresUserError where root has nobody to lend */
export const findServerUser = async (environment: NodeJS.ProcessEnv): Promise<ServerUser> => {
  if (process.getuid?.() !== 0) return ownUser;
  try {
    return await lendUser(environment);
  } catch (cause) {
    throw new PostgresUserError({ cause });
  }
};
