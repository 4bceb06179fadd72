import { decideResult } from '../../../lib/lambda-host/decide-result.ts';
import type { ProcessEnd } from '../../../lib/lambda-host/describe-end.ts';

const parse = (end: ProcessEnd) => JSON.parse(decideResult({ kind: 'ended', end }, 'r-1', 3000).payload);

test('a timeout is worded with two digits of seconds', () => {
  const result = decideResult({ kind: 'timed-out' }, 'r-1', 3000);

  expect(result).toMatchObject({ status: 'timeout', errorType: 'Sandbox.Timedout', processUsable: false });
  expect(result.payload).toBe(
    '{"errorType":"Sandbox.Timedout","errorMessage":"RequestId: r-1 Error: Task timed out after 3.00 seconds"}',
  );
});

test.each<[ProcessEnd, string, string]>([
  [{ kind: 'exit', code: 0 }, 'Runtime.ExitError', 'Error: Runtime exited without providing a reason'],
  [{ kind: 'exit', code: 134 }, 'Runtime.ExitError', 'Error: Runtime exited with error: exit status 134'],
  [
    { kind: 'signal', signal: 'SIGKILL', heapExhausted: false },
    'Runtime.ExitError',
    'Error: Runtime exited with error: signal: killed',
  ],
  [
    { kind: 'signal', signal: 'SIGABRT', heapExhausted: false },
    'Runtime.ExitError',
    'Error: Runtime exited with error: signal: aborted',
  ],
  [
    { kind: 'signal', signal: 'SIGABRT', heapExhausted: true },
    'Runtime.OutOfMemory',
    'Error: Runtime exited with error: signal: killed',
  ],
  [{ kind: 'not-started', error: new Error('spawn ENOENT') }, 'Runtime.InvalidWorkingDir', 'Error: spawn ENOENT'],
])('%j is %s', (end, errorType, words) => {
  expect(parse(end)).toEqual({ errorType, errorMessage: `RequestId: r-1 ${words}` });
});

test('an answer is handed on as it is; the process goes on unless it says that it ends', () => {
  const message = {
    type: 'response',
    payload: '[1]',
    ending: false,
    maxMemoryMb: 50,
    stdoutBytes: 0,
    stderrBytes: 0,
  } as const;

  expect(decideResult({ kind: 'message', message }, 'r-1', 1)).toMatchObject({
    status: 'success',
    errorType: undefined,
    payload: '[1]',
    maxMemoryMb: 50,
    processUsable: true,
  });
  const ending = { ...message, errorType: 'TypeError', ending: true };
  expect(decideResult({ kind: 'message', message: ending }, 'r-1', 1)).toMatchObject({
    status: 'error',
    errorType: 'TypeError',
    processUsable: false,
  });
});
