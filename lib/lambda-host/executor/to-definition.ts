import type { FunctionDefinition } from '../function-definition.ts';
import type { Registration } from './registration.ts';

/** The name under which a version of a function runs and writes its log: of `$LATEST` that is the function's own. */
export const toKey = ({ functionName, version }: Pick<Registration, 'functionName' | 'version'>): string =>
  version === '$LATEST' ? functionName : `${functionName}:${version}`;

/**
 * What is registered, as the host runs it.
 *
 * @param codeDirectory where it runs from
 */
export const toDefinition = (registration: Registration, codeDirectory: string): FunctionDefinition => ({
  functionName: toKey(registration),
  arn: registration.arn,
  handler: registration.handler,
  codeDirectory,
  timeoutMs: registration.timeoutMs,
  memoryMb: registration.memoryMb,
  environment: registration.environment,
  hostEnvironment: {
    AWS_LAMBDA_FUNCTION_NAME: registration.functionName,
    AWS_LAMBDA_FUNCTION_VERSION: registration.version,
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${registration.functionName}`,
    ...Object.fromEntries(Object.entries(registration.hostEnvironment).filter(([name]) => !ownNames.has(name))),
  },
});

/** What this host knows better than LocalStack, which takes a container for granted, or what is another in each registration. */
const ownNames: ReadonlySet<string> = new Set([
  '_HANDLER',
  'AWS_EXECUTION_ENV',
  'AWS_LAMBDA_LOG_STREAM_NAME',
  'LAMBDA_RUNTIME_DIR',
  'LAMBDA_TASK_ROOT',
  'LOCALSTACK_RUNTIME_ID',
]);
