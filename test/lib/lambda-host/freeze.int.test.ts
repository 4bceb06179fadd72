import { readFile } from 'node:fs/promises';
import { openTestHost } from './test-host.ts';

/** Counts in the background, whatever invocations do. */
const ticking = `
  let ticks = 0;
  setInterval(() => { ticks += 1; }, 5);
  export const handler = async () => ticks;`;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test('nothing runs in an environment between its invocations', async () => {
  await using lambda = await openTestHost({ ticking }, { freezeBetweenInvocations: true });

  const before = Number(await lambda.call('ticking'));
  await pause(300);
  const after = Number(await lambda.call('ticking'));

  expect(after - before).toBeLessThan(20);
});

test('without the option its timers go on', async () => {
  await using lambda = await openTestHost({ ticking });

  const before = Number(await lambda.call('ticking'));
  await pause(300);
  const after = Number(await lambda.call('ticking'));

  expect(after - before).toBeGreaterThan(20);
});

test('a frozen environment takes a large payload, and many invocations one after another', async () => {
  await using lambda = await openTestHost(
    { measure: 'let n = 0; export const handler = async (event) => [++n, event.length];' },
    { freezeBetweenInvocations: true },
  );
  const large = 'x'.repeat(5_000_000);

  await lambda.call('measure', 'first');
  const second = await lambda.call('measure', large);
  for (let i = 0; i < 50; i += 1) await lambda.call('measure', 'again');

  expect(second).toEqual([2, 5_000_000]);
  expect(await lambda.call('measure', '')).toEqual([53, 0]);
});

test('a frozen environment is ended by new code and by closing', async () => {
  await using lambda = await openTestHost({ ticking }, { freezeBetweenInvocations: true });
  await lambda.call('ticking');
  const [first = 0] = lambda.host.status()[0]?.pids ?? [];

  await lambda.writeCode('ticking', "export const handler = async () => 'new';");
  await lambda.host.replaceCode(['ticking']);
  const result = await lambda.call('ticking');
  const [second = 0] = lambda.host.status()[0]?.pids ?? [];
  await lambda.host.close();

  expect(result).toBe('new');
  for (const pid of [first, second]) expect(() => process.kill(pid, 0)).toThrow('ESRCH');
});

const onLinux = process.platform === 'linux' ? test : test.skip;

onLinux('the kernel has it as stopped', async () => {
  await using lambda = await openTestHost({ ticking }, { freezeBetweenInvocations: true });
  await lambda.call('ticking');
  const [pid = 0] = lambda.host.status()[0]?.pids ?? [];

  await pause(20);

  expect(await readFile(`/proc/${pid}/stat`, 'utf8')).toMatch(/\) T /);
});
