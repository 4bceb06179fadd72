import { toMemoryArguments } from '../../../lib/lambda-host/memory-arguments.ts';

test('divides the memory of a function as the runtime of AWS does', () => {
  expect(toMemoryArguments(128)).toEqual(['--max-semi-space-size=6', '--max-old-space-size=116']);
  expect(toMemoryArguments(1024)).toEqual(['--max-semi-space-size=51', '--max-old-space-size=922']);
});
