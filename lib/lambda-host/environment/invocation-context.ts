import type { InvocationMessage } from '../environment-messages.ts';

/** The second argument of a handler (Lambda Developer Guide, "Using the Lambda context object" for Node.js). */
export const buildContext = ({ requestId, deadlineMs, functionArn, clientContext }: InvocationMessage): object => ({
  functionName: process.env['AWS_LAMBDA_FUNCTION_NAME'],
  functionVersion: process.env['AWS_LAMBDA_FUNCTION_VERSION'],
  invokedFunctionArn: functionArn,
  memoryLimitInMB: process.env['AWS_LAMBDA_FUNCTION_MEMORY_SIZE'],
  awsRequestId: requestId,
  logGroupName: process.env['AWS_LAMBDA_LOG_GROUP_NAME'],
  logStreamName: process.env['AWS_LAMBDA_LOG_STREAM_NAME'],
  identity: undefined,
  clientContext: clientContext === undefined ? undefined : JSON.parse(clientContext),
  // Without effect, as every handler is asynchronous; middleware may set it.
  callbackWaitsForEmptyEventLoop: true,
  getRemainingTimeInMillis: () => Math.round(deadlineMs - Date.now()),
});
