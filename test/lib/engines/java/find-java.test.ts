import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findJava } from '../../../../lib/engines/java/find-java.ts';

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'sluice-java-'));
  await mkdir(join(home, 'bin'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

const install = (script: string) => writeFile(join(home, 'bin', 'java'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
const path = '/usr/bin:/bin';

test('takes the Java of JAVA_HOME before the one on the PATH', async () => {
  await install(`echo 'openjdk version "21.0.4" 2024-07-16' >&2`);

  const java = await findJava({ PATH: path, JAVA_HOME: home });

  expect(java.command).toBe(join(home, 'bin', 'java'));
  expect(java.version).toContain('21.0.4');
});

test('without Java it says why it is needed, how to install it on each system, and how to do without', async () => {
  const error = await findJava({ PATH: home }).catch((thrown: unknown) => thrown);

  expect(error).toMatchObject({
    code: 'JAVA_MISSING',
    message: expect.stringMatching(/Java is missing.*PATH.*Kafka and DynamoDB Local run on Java 17/s),
    actions: [
      expect.stringMatching(/Debian.*Ubuntu.*WSL.*apt-get install/),
      expect.stringMatching(/macOS.*brew install/),
      expect.stringMatching(/KAFKA_BOOTSTRAP_SERVERS=.*DYNAMODB_ENDPOINT=/),
    ],
  });
});

test('a JAVA_HOME without Java is named', async () => {
  const error = await findJava({ PATH: path, JAVA_HOME: home }).catch((thrown: unknown) => thrown);

  expect(error).toMatchObject({ code: 'JAVA_MISSING', message: expect.stringContaining(`JAVA_HOME is ${home}`) });
});

test.each(['openjdk version "11.0.2" 2019-01-15', 'java version "1.8.0_292"', 'gibberish'])(
  'refuses %s',
  async (line) => {
    await install(`echo '${line}' >&2`);

    const error = await findJava({ PATH: path, JAVA_HOME: home }).catch((thrown: unknown) => thrown);

    expect(error).toMatchObject({ code: 'JAVA_MISSING', message: expect.stringContaining('too old') });
  },
);
