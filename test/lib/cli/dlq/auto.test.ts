import { parseChange, toAutomaticLines } from '../../../../lib/cli/dlq/auto.ts';
import { UsageError } from '../../../../lib/cli/usage-error.ts';

test.each([
  [{ on: true }, { enabled: true }],
  [
    { on: true, attempts: '3', firstDelay: '10' },
    { enabled: true, attempts: 3, firstDelaySeconds: 10 },
  ],
  [{ off: true }, { enabled: false }],
  [{ status: true }, undefined],
])('%j changes %j and nothing else', (options, change) => {
  expect(parseChange(options)).toEqual(change);
});

test.each([
  {},
  { on: true, off: true },
  { off: true, attempts: '3' },
  { status: true, firstDelay: '3' },
  { on: true, attempts: '11' },
  { on: true, attempts: '' },
  { on: true, firstDelay: 'soon' },
])('%j is a usage error', (options) => {
  expect(() => parseChange(options)).toThrow(UsageError);
});

test('the last attempt is as late as doubling makes it', () => {
  const settings = { enabled: true, attempts: 6, firstDelaySeconds: 60 };

  expect(toAutomaticLines({ settings, lastRun: null }).join('\n')).toContain('the last after 1920 s');
});
