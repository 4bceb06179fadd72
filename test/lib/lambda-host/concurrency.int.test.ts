import { getPriority } from 'node:os';
import { ThrottledError } from '../../../lib/lambda-host/errors.ts';
import { openTestHost, until } from './test-host.ts';

/** Answers after the milliseconds of the event: which process, from when to when. */
const work = `
  import { setTimeout as delay } from 'node:timers/promises';
  export const handler = async (ms) => {
    const from = Date.now();
    await delay(ms);
    return { pid: process.pid, from, to: Date.now() };
  };`;

const parse = ({ payload }: { payload: string }) => JSON.parse(payload);

test('invocations at the same time run in environments of their own, which are used again', async () => {
  await using lambda = await openTestHost({ work });

  const together = await Promise.all([1, 2, 3].map(() => lambda.invoke('work', '150')));
  const after = await lambda.invoke('work', '1');

  const pids = together.map((outcome) => parse(outcome).pid);
  expect(new Set(pids).size).toBe(3);
  expect(pids).toContain(parse(after).pid);
  expect(after.initMs).toBeUndefined();
});

test('above the limit of environments invocations wait, first come first served, and the wait is told', async () => {
  await using lambda = await openTestHost({ work }, { limits: { environmentsPerFunction: 1, environments: 4 } });
  await lambda.invoke('work', '1');

  const outcomes = Promise.all(['100', '20', '20'].map((ms) => lambda.invoke('work', ms)));
  const [status] = lambda.host.status();
  const [first, second, third] = await outcomes;

  expect(status).toMatchObject({ environments: 1, busy: 1, queued: 2 });
  expect(first?.queueMs).toBeLessThan(20);
  expect(second?.queueMs).toBeGreaterThanOrEqual(95);
  expect(third?.queueMs).toBeGreaterThan((second?.queueMs ?? 0) + 15);
  expect(second?.durationMs).toBeLessThan(second?.queueMs ?? 0);
  const spans = [first, second, third].map((outcome) => parse(outcome ?? { payload: '{}' }));
  expect(spans[1].from).toBeGreaterThanOrEqual(spans[0].to);
  expect(spans[2].from).toBeGreaterThanOrEqual(spans[1].to);
});

test('an idle environment of another function makes room where there are too many', async () => {
  await using lambda = await openTestHost(
    { first: work, second: work },
    { limits: { environmentsPerFunction: 2, environments: 2 } },
  );
  await Promise.all([lambda.invoke('first', '80'), lambda.invoke('first', '80')]);

  const outcome = await lambda.invoke('second', '1');

  expect(outcome.queueMs).toBeLessThan(50);
  expect(lambda.host.status().map(({ environments }) => environments)).toEqual([1, 1]);
});

test('a function that waits for room is not starved by one that is always busy', async () => {
  await using lambda = await openTestHost(
    { busy: work, other: work },
    { limits: { environmentsPerFunction: 1, environments: 1 } },
  );

  const rush = Array.from({ length: 3 }, () => lambda.invoke('busy', '30'));
  const other = lambda.invoke('other', '1');
  const late = Array.from({ length: 3 }, () => lambda.invoke('busy', '30'));
  const spans = (await Promise.all([...rush, other, ...late])).map(parse);

  expect(spans.map(({ from }) => from)).toEqual(spans.map(({ from }) => from).toSorted((a, b) => a - b));
});

test('reserved concurrency throttles instead of queueing, and zero always does', async () => {
  await using lambda = await openTestHost({
    one: { code: work, reservedConcurrency: 1 },
    none: { code: work, reservedConcurrency: 0 },
  });

  const running = lambda.invoke('one', '100');
  const refused = await lambda.invoke('one', '1').catch((error: unknown) => error);

  expect(refused).toBeInstanceOf(ThrottledError);
  expect(refused).toMatchObject({
    message: 'Rate Exceeded.',
    reason: 'ReservedFunctionConcurrentInvocationLimitExceeded',
    retryable: true,
  });
  await expect(lambda.invoke('none', '1')).rejects.toThrow(ThrottledError);
  await running;
  expect((await lambda.invoke('one', '1')).functionError).toBeUndefined();
  expect(lambda.host.status().map(({ throttles }) => throttles)).toEqual([1, 1]);
});

test('functions run after whoever runs them, and those that nobody waits for after the others; only their inits do not', async () => {
  const code = `
    import { existsSync, readdirSync } from 'node:fs';
    import { getPriority } from 'node:os';
    const threads = () => (existsSync('/proc/self/task') ? readdirSync('/proc/self/task') : [process.pid]);
    const most = () => Math.min(...threads().map((thread) => getPriority(Number(thread))));
    const initial = most();
    export const handler = async () => [initial, most()];`;
  await using lambda = await openTestHost({ awaited: code, background: { code, isBackground: true } });

  const niceness = [await lambda.call('awaited'), await lambda.call('background')];

  const own = getPriority();
  expect(niceness).toEqual([
    [own, Math.min(own + 5, 19)],
    [own, Math.min(own + 10, 19)],
  ]);
});

test('closing rejects what runs and what waits, and leaves no process', async () => {
  await using lambda = await openTestHost({ work }, { limits: { environmentsPerFunction: 1, environments: 1 } });
  await lambda.invoke('work', '1');
  const outcomes = Promise.allSettled([lambda.invoke('work', '5000'), lambda.invoke('work', '1')]);
  const pids = lambda.host.status().flatMap((each) => each.pids);

  await lambda.host.close();

  expect((await outcomes).map((each) => each.status === 'rejected' && each.reason.code)).toEqual([
    'HOST_CLOSED',
    'HOST_CLOSED',
  ]);
  expect(pids).toHaveLength(1);
  for (const pid of pids) expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  await expect(lambda.invoke('work', '1')).rejects.toMatchObject({ code: 'HOST_CLOSED' });
});

test('closing during an init leaves no process either', async () => {
  await using lambda = await openTestHost({ work });
  const outcome = lambda.invoke('work', '1').catch((error: { code: string }) => error.code);
  await until(() => lambda.host.status().some(({ pids }) => pids.length > 0));
  const [pid = 0] = lambda.host.status()[0]?.pids ?? [];

  await lambda.host.close();

  expect(await outcome).toBe('HOST_CLOSED');
  expect(() => process.kill(pid, 0)).toThrow('ESRCH');
});
