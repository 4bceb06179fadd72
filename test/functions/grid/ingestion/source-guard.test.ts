import { jest } from '@jest/globals';
import { buildSourceGuard } from '../../../../functions/grid/ingestion/source-guard.ts';
import { FunctionError } from '../../../../functions/kit/function-error.ts';

const report = { eventTime: '2026-11-21T10:00:00+10:00', dispatch: [], weather: [] };

class RefusedError extends FunctionError {
  readonly code = 'REFUSED';
}

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

/** A guard and a source that answers with what is next, an error where it is one; the last goes on. */
const guarded = (...outcomes: (Error | 'answer' | 'silence')[]) => {
  const guard = buildSourceGuard();
  let asked = 0;
  const source = {
    readInterval: async () => {
      const outcome = outcomes[Math.min(asked++, outcomes.length - 1)];
      if (outcome instanceof Error) throw outcome;
      if (outcome === 'silence') await new Promise(() => {});
      return report;
    },
  };
  return {
    asked: () => asked,
    read: async () => {
      const reading = guard.read(source, 0);
      await jest.advanceTimersByTimeAsync(9_000);
      return reading;
    },
  };
};

const broken = new TypeError('connection refused');

test('a source that answers is called once', async () => {
  const { read } = guarded('answer');

  expect(await read()).toEqual({ report, error: undefined, calls: 1, failures: 0, breaker: 'closed' });
});

test('a call that failed is made up to twice more', async () => {
  expect(await guarded(broken, broken, 'answer').read()).toMatchObject({ report, calls: 3, failures: 2 });
  expect(await guarded(broken).read()).toMatchObject({ report: undefined, error: broken, calls: 3, failures: 3 });
});

test('what trying again cannot help is not tried again', async () => {
  const refused = new RefusedError('404');

  expect(await guarded(refused).read()).toMatchObject({ error: refused, calls: 1, failures: 1 });
});

test('a source that does not answer is given up after two seconds each time', async () => {
  const { read } = guarded('silence');

  expect(await read()).toMatchObject({
    report: undefined,
    error: { message: 'Operation timed out after 2000ms' },
    calls: 3,
    failures: 3,
  });
});

test('five failures in a row open the breaker: the source is left alone, and the reason stays known', async () => {
  const { read, asked } = guarded(broken);

  const [first, second, third] = [await read(), await read(), await read()];

  expect([first, second].map(({ calls, breaker }) => [calls, breaker])).toEqual([
    [3, 'closed'],
    [2, 'open'],
  ]);
  expect(third).toMatchObject({ calls: 0, failures: 0, breaker: 'open' });
  expect(asked()).toBe(5);
  expect(second.error).toMatchObject({
    code: 'SOURCE_LEFT_ALONE',
    message: expect.stringContaining('connection refused'),
  });
});

test('while the breaker is open nothing is called, and after ten seconds one call decides', async () => {
  const guard = buildSourceGuard();
  let [asked, healthy] = [0, false];
  const source = {
    readInterval: async () => {
      asked += 1;
      if (!healthy) throw broken;
      return report;
    },
  };
  const read = async (passMs: number) => {
    const reading = guard.read(source, 0);
    await jest.advanceTimersByTimeAsync(passMs);
    return reading;
  };

  await read(2_000);
  await read(2_000);
  expect(asked).toBe(5);
  expect(await read(100)).toMatchObject({ calls: 0, failures: 0, breaker: 'open' });
  await jest.advanceTimersByTimeAsync(10_000);
  expect(await read(1_000)).toMatchObject({ calls: 1, failures: 1, breaker: 'open' });
  healthy = true;
  expect(await read(100)).toMatchObject({ report: undefined, calls: 0, breaker: 'open' });
  await jest.advanceTimersByTimeAsync(10_000);
  expect(await read(100)).toMatchObject({ report, calls: 1, failures: 0, breaker: 'closed' });
});

test('an answer in between begins the count of failures anew', async () => {
  const { read } = guarded(broken, broken, broken, 'answer', broken);

  await read();
  await read();

  expect(await read()).toMatchObject({ calls: 3, failures: 3, breaker: 'closed' });
});

test('guards do not share their breaker, as execution environments do not', async () => {
  const failing = guarded(broken);
  await failing.read();
  await failing.read();

  expect(await guarded('answer').read()).toMatchObject({ report, breaker: 'closed' });
});
