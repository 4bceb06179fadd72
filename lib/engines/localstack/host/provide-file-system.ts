import { chmod, copyFile, mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const libraries = 'usr/lib/localstack';
const java = 'var/lib/localstack/lib/java/21/bin/java';
/** LocalStack takes DynamoDB Local for installed where these are (localstack/services/dynamodb/packages.py). */
const markers = ['DynamoDBLocal.jar', 'ddb-local-loader-0.1.jar'].map(
  (name) => `var/lib/localstack/lib/dynamodb-local/2/${name}`,
);
const executable = 0o755;

/**
 * The folders that LocalStack works in, empty at each start as its state is: below them everything that it writes, and what it
 * would bring from the network for DynamoDB.
 */
export const provideFileSystem = async (
  directory: string,
  staticLibraries: string,
): Promise<{ readonly home: string; readonly scratch: string }> => {
  const home = join(directory, 'home');
  const scratch = join(directory, 'tmp');
  await rm(directory, { recursive: true, force: true, maxRetries: 3 });
  const folders = [home, scratch, ...[java, libraries, ...markers].map((file) => dirname(join(directory, file)))];
  await Promise.all(folders.map((folder) => mkdir(folder, { recursive: true })));
  await Promise.all(markers.map((file) => writeFile(join(directory, file), '')));
  await symlink(staticLibraries, join(directory, libraries));
  await copyFile(join(import.meta.dirname, 'java.sh'), join(directory, java));
  await chmod(join(directory, java), executable);
  return { home, scratch };
};
