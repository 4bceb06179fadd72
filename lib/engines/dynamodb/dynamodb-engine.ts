import { join } from 'node:path';
import type { Engine, EngineOptions } from '../engine.ts';
import { buildExternalEngine } from '../external-engine.ts';
import { externalVariables } from '../external-variables.ts';
import { buildJavaCommand } from '../java/java-command.ts';
import { buildJavaEngine } from '../java/java-engine.ts';
import { parseEndpoint } from '../parse-endpoint.ts';
import { probeDynamoDb } from './probe-dynamodb.ts';
import { provideDatabase } from './provide-database.ts';

const title = 'DynamoDB Local';
const preferredPort = 18_000;
const heapMb = 256;

const jvmFlags = [
  // It makes some twenty exceptions a request, for their words alone: their stack traces took a seventh of its time.
  '-XX:-StackTraceInThrowable',
  // Half the processor time of its first thousand requests is the second compiler's: one that inlines less is done with a quarter less of
  // it all, and what it makes is about as quick.
  '-XX:FreqInlineSize=120',
  '-XX:MaxInlineLevel=7',
  '-XX:-DoEscapeAnalysis',
  '-XX:LoopUnrollLimit=0',
];

/**
 * AWS's DynamoDB Local with its data in a file, or the server that DYNAMODB_ENDPOINT names. It has one writer: what is
 * written at once waits.
 */
export const buildDynamoDbEngine = (options: EngineOptions): Engine => {
  const named = options.environment[externalVariables.dynamodb.variable];
  if (named) {
    return buildExternalEngine({
      name: 'dynamodb',
      title,
      endpoint: parseEndpoint('dynamodb', named),
      probe: probeDynamoDb,
    });
  }

  const { instanceDirectory } = options;
  return buildJavaEngine(
    {
      name: 'dynamodb',
      title,
      preferredPort,
      pom: join(import.meta.dirname, 'pom.xml'),
      addressOf: (port) => `http://127.0.0.1:${port}`,
      probe: probeDynamoDb,
      prepare: async (ground) => {
        await provideDatabase(join(instanceDirectory, ground.data));
        return (port) =>
          buildJavaCommand({
            ...ground,
            heapMb,
            // Transactions of a hundred items take half as long once the second compiler has seen them.
            compilers: 'both',
            flags: jvmFlags,
            cwd: instanceDirectory,
            properties: {},
            mainClass: 'software.amazon.dynamodb.services.local.main.ServerRunner',
            args: ['-port', String(port), '-sharedDb', '-dbPath', ground.data, '-disableTelemetry'],
            archiveClasses: true,
          });
      },
    },
    options,
  );
};
