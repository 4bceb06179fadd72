/** A process that opens a host, runs what it is told once, prints the pids of its environments and stays until it is killed. */

import { openLambdaHost } from '../../../lib/lambda-host/open-lambda-host.ts';

const [codeDirectory = '', freeze = '', payload = ''] = process.argv.slice(2);

const host = openLambdaHost({
  hostEnvironment: () => ({}),
  log: () => undefined,
  freezeBetweenInvocations: freeze === 'freeze',
});
await host.apply([
  {
    functionName: 'work',
    arn: 'arn:aws:lambda:ap-southeast-2:123456789012:function:work',
    handler: 'index.handler',
    codeDirectory,
    timeoutMs: 60_000,
    memoryMb: 256,
    environment: {},
  },
]);
await host.invoke('work', '"return"');
if (payload !== '') void host.invoke('work', payload);
setTimeout(() => console.log(JSON.stringify(host.status()[0]?.pids)), 200);
