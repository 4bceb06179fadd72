import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { JavaMissingError } from '../engine-errors.ts';

export interface Java {
  readonly command: string;
  /** All that it says of itself: differs wherever the build does. */
  readonly version: string;
}

const oldestMajor = 17;

/** The Java of JAVA_HOME, else of the PATH, if it is 17 or newer. */
export const findJava = async (environment: NodeJS.ProcessEnv): Promise<Java> => {
  const home = environment['JAVA_HOME'];
  const command = home ? join(home, 'bin', 'java') : 'java';
  const version = await promisify(execFile)(command, ['-version'], { env: environment }).then(
    ({ stdout, stderr }) => `${stdout}${stderr}`,
    (cause: unknown) => {
      throw new JavaMissingError(
        home
          ? `Java is missing: JAVA_HOME is ${home}, which has none that runs.`
          : 'Java is missing: there is none on the PATH that runs.',
        { cause },
      );
    },
  );
  const major = Number(/version "(\d+)/.exec(version)?.[1]);
  if (!(major >= oldestMajor)) {
    throw new JavaMissingError(`Java is too old: ${command} is ${version.split('\n')[0]}.`);
  }
  return { command, version };
};
