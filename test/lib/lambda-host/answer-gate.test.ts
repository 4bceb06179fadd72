import { openAnswerGate } from '../../../lib/lambda-host/answer-gate.ts';
import type { EnvironmentMessage } from '../../../lib/lambda-host/environment-messages.ts';

const ready = (stdoutBytes: number, stderrBytes: number): EnvironmentMessage => ({
  type: 'ready',
  stdoutBytes,
  stderrBytes,
});

test('an answer goes on at once where everything has been read', () => {
  const delivered: EnvironmentMessage[] = [];
  const gate = openAnswerGate((message) => delivered.push(message));
  gate.read('stdout', 10);

  gate.answer(ready(10, 0));

  expect(delivered).toEqual([ready(10, 0)]);
});

test('an answer waits for the last byte of both streams', () => {
  const delivered: EnvironmentMessage[] = [];
  const gate = openAnswerGate((message) => delivered.push(message));
  gate.answer(ready(10, 5));

  const counts = (['stdout', 'stderr', 'stdout', 'stderr'] as const).map((stream) => {
    gate.read(stream, stream === 'stdout' ? 5 : 3);
    return delivered.length;
  });

  expect(counts).toEqual([0, 0, 0, 1]);
});

test('an answer is delivered once, also where nothing more can be read', () => {
  const delivered: EnvironmentMessage[] = [];
  const gate = openAnswerGate((message) => delivered.push(message));
  gate.answer(ready(10, 0));

  gate.open();
  gate.open();
  gate.read('stdout', 10);

  expect(delivered).toEqual([ready(10, 0)]);
});
