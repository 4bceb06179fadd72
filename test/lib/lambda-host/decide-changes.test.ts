import { decideChanges, type FunctionVersion } from '../../../lib/lambda-host/decide-changes.ts';
import type { FunctionDefinition } from '../../../lib/lambda-host/function-definition.ts';

const definition: FunctionDefinition = {
  functionName: 'a',
  arn: 'arn:aws:lambda:ap-southeast-2:123456789012:function:a',
  handler: 'index.handler',
  codeDirectory: '/code/a',
  timeoutMs: 3000,
  memoryMb: 256,
  environment: { ONE: '1', TWO: '2' },
};
const version = (changes: Partial<FunctionDefinition> = {}, codeHash = 'h1'): FunctionVersion => ({
  definition: { ...definition, ...changes },
  codeHash,
});

test('tells what is new, what is gone and what is as it was', () => {
  const current = new Map([
    ['kept', version()],
    ['gone', version()],
  ]);
  const wanted = new Map([
    ['kept', version()],
    ['new', version()],
  ]);

  expect(decideChanges(current, wanted)).toEqual({ added: ['new'], changed: [], removed: ['gone'] });
});

test.each<[string, FunctionVersion]>([
  ['code', version({}, 'h2')],
  ['handler', version({ handler: 'index.other' })],
  ['code folder', version({ codeDirectory: '/code/b' })],
  ['timeout', version({ timeoutMs: 4000 })],
  ['memory', version({ memoryMb: 512 })],
  ['a variable', version({ environment: { ONE: '1', TWO: '3' } })],
  ['a variable of the host', version({ hostEnvironment: { AWS_ENDPOINT_URL: 'http://127.0.0.1:4567' } })],
  ['a variable less', version({ environment: { ONE: '1' } })],
])('another %s is a change', (_name, wanted) => {
  expect(decideChanges(new Map([['a', version()]]), new Map([['a', wanted]])).changed).toEqual(['a']);
});

test('the order of variables, the reserved concurrency, the priority and new credentials are no change', () => {
  const wanted = version({
    environment: { TWO: '2', ONE: '1' },
    hostEnvironment: { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b', AWS_SESSION_TOKEN: 'c' },
    reservedConcurrency: 1,
    isBackground: true,
  });

  expect(decideChanges(new Map([['a', version()]]), new Map([['a', wanted]])).changed).toEqual([]);
});
