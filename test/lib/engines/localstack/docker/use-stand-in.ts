import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

const standIn = join(import.meta.dirname, 'stand-in-docker.ts');

/** A program named `docker`, first on the PATH of a test's environment, that stands for the docker client. */
export const useStandIn = () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sluice-test-docker-'));
    const program = join(folder, 'docker');
    await writeFile(program, `#!/bin/sh\nexec '${process.execPath}' '${standIn}' "$@"\n`);
    await chmod(program, 0o755);
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const readLines = (file: string): string[] => readFileSync(join(folder, file), 'utf8').split('\n').filter(Boolean);

  return {
    environment: (): NodeJS.ProcessEnv => ({
      PATH: [folder, process.env['PATH']].join(delimiter),
      STAND_IN: folder,
    }),
    /** Says how it is to behave, or what there is. */
    tell: (file: string, text = ''): void => writeFileSync(join(folder, file), text),
    readContainers: (): string[] => readLines('containers').map((line) => line.split(' ')[0] ?? ''),
    addContainer: (name: string): void => appendFileSync(join(folder, 'containers'), `${name}\n`),
    /** The arguments of all calls, or of those with this first one. */
    calls: (command?: string): string[][] =>
      readLines('calls')
        .map((line): string[] => JSON.parse(line))
        .filter(([first]) => command === undefined || first === command),
  };
};
