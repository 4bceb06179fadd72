import { readCrashTimes } from '../../../demos/orders/read-crash-times.ts';

const crashedAt = '2026-11-21T12:00:00.000Z';
const step = (name: 'received' | 'processed' | 'duplicate', invocation: string, ms: number) => ({
  step: name,
  environment_id: `environment of ${invocation}`,
  invocation_id: invocation,
  logged_at: new Date(Date.parse(crashedAt) + ms).toISOString(),
});

test('redelivery is the first receipt after the crash, recovery the end of the last order that was hit', () => {
  const untouched = { steps: [step('received', 'before', -900), step('processed', 'before', -890)] };
  const first = {
    steps: [step('received', 'killed', -5), step('received', 'next', 200), step('processed', 'next', 230)],
  };
  const second = {
    steps: [step('received', 'killed', -5), step('received', 'next', 201), step('duplicate', 'next', 240)],
  };

  expect(readCrashTimes(crashedAt, 'killed', [untouched, first, second])).toEqual({
    crashedAt,
    hit: 2,
    redeliveredMs: 200,
    recoveredMs: 240,
    environments: 2,
  });
});

test('an order that was hit and never dealt with leaves the recovery open', () => {
  const dealtWith = {
    steps: [step('received', 'killed', -5), step('received', 'next', 10), step('processed', 'next', 20)],
  };
  const pending = { steps: [step('received', 'killed', -5), step('received', 'next', 11)] };

  expect(readCrashTimes(crashedAt, 'killed', [dealtWith, pending])).toMatchObject({ recoveredMs: undefined });
  expect(readCrashTimes(crashedAt, 'killed', [])).toMatchObject({
    hit: 0,
    redeliveredMs: undefined,
    recoveredMs: undefined,
  });
});
