import { devNull } from 'node:os';
import type { FunctionDefinition } from './function-definition.ts';

/**
 * Every variable of an execution environment; none comes from the process that calls this, so that no credentials, profile or home
 * folder of a developer reach a handler. The names are those of "Defined runtime environment variables" in the Lambda Developer
 * Guide; what `hostEnvironment` names wins over the function's own variables, as reserved names do on AWS.
 */
export const buildEnvironmentVariables = (
  definition: FunctionDefinition,
  place: { readonly logStreamName: string; readonly runtimeDirectory: string },
  hostEnvironment: Readonly<Record<string, string>>,
): Record<string, string> => {
  const region = parseRegion(definition.arn);
  return {
    LANG: 'en_US.UTF-8',
    PATH: '/usr/local/bin:/usr/bin:/bin',
    TZ: ':UTC',
    ...definition.environment,
    _HANDLER: definition.handler,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    AWS_LAMBDA_FUNCTION_NAME: definition.functionName,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(definition.memoryMb),
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_FORMAT: 'JSON',
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${definition.functionName}`,
    AWS_LAMBDA_LOG_STREAM_NAME: place.logStreamName,
    LAMBDA_TASK_ROOT: definition.codeDirectory,
    LAMBDA_RUNTIME_DIR: place.runtimeDirectory,
    ...credentialsOfNobody,
    ...hostEnvironment,
  };
};

/** The SDK finds the user's home folder even without HOME; so it is also told where not to look. */
const credentialsOfNobody = {
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
  AWS_SESSION_TOKEN: 'local',
  AWS_CONFIG_FILE: devNull,
  AWS_SHARED_CREDENTIALS_FILE: devNull,
  AWS_EC2_METADATA_DISABLED: 'true',
};

/** `arn:aws:lambda:REGION:ACCOUNT:function:NAME`. */
const parseRegion = (arn: string): string => arn.split(':')[3] ?? 'us-east-1';
