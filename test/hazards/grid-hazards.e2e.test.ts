import { setTimeout as delay } from 'node:timers/promises';
import { waitForVerification } from '../../lib/cli/client/verify-grid.ts';
import { identifyProcess, isSameProcess } from '../../lib/foundation/process-identity.ts';
import { readInstanceState } from '../../lib/targets/instance/instance-state.ts';
import { bringUp, type RunningStack, startStack } from '../e2e/running-stack.ts';
import { startLoad } from './background-load.ts';

let stack: RunningStack;
beforeAll(async () => {
  stack = await startStack('test-hazards');
}, 120_000);
afterAll(() => stack[Symbol.asyncDispose](), 60_000);

const settled = () => waitForVerification(() => stack.client.verifyGrid('analytics'), 60_000);

const pidOf = async (name: string): Promise<number> => {
  const { processes } = await stack.client.status();
  const found = processes.find((each) => each.name === name);
  if (!found) throw new Error(`no process ${name} among ${processes.map((each) => each.name).join(', ')}`);
  return found.pid;
};

/** Kills one that runs: what is listed may have ended in the meantime, which a busy supervisor has not seen yet. */
const killOne = async (name: string): Promise<void> => {
  for (const deadline = performance.now() + 10_000; performance.now() < deadline; await delay(20)) {
    const { processes } = await stack.client.status();
    const identities = processes.filter((each) => each.name === name).map(({ pid }) => identifyProcess(pid));
    const running = identities.find((identity) => identity !== undefined && isSameProcess(identity));
    if (running) {
      process.kill(running.pid, 'SIGKILL');
      return;
    }
  }
  throw new Error(`no process ${name} is running`);
};

test('the broker killed under load and started again: every acknowledged event is stored, none twice', async () => {
  await using load = startLoad(stack, 100_000);
  await delay(1_500);

  process.kill(await pidOf('kafka'), 'SIGKILL');
  await delay(6_000);
  const acknowledged = await load.stop();
  const verification = await settled();

  expect(acknowledged).toBeGreaterThan(500);
  expect(verification).toMatchObject({ holds: true, missing: [], repeated: [] });
}, 120_000);

test('a handler killed in the middle of batches, again and again: every acknowledged event is stored, none twice', async () => {
  await using load = startLoad(stack, 200_000);
  for (let kills = 0; kills < 5; kills += 1) {
    await delay(500);
    await killOne('grid-analytics');
  }
  const acknowledged = await load.stop();
  const verification = await settled();

  expect(acknowledged).toBeGreaterThan(500);
  expect(verification).toMatchObject({ holds: true, missing: [], repeated: [] });
}, 120_000);

test('the supervisor killed under load and brought up again adopts the engines and loses nothing', async () => {
  await using load = startLoad(stack, 300_000);
  await delay(1_500);
  const before = await readInstanceState(stack.instance);
  const supervisor = before.supervisor;
  if (!supervisor) throw new Error('no supervisor is recorded');

  process.kill(supervisor.pid, 'SIGKILL');
  await delay(500);
  const handlersLeft = before.environments.map(isSameProcess);
  await bringUp('test-hazards');
  await delay(1_000);
  const acknowledged = await load.stop();
  const after = await readInstanceState(stack.instance);
  const verification = await settled();

  expect(handlersLeft).not.toContain(true);
  expect(after.engines['kafka']?.process).toEqual(before.engines['kafka']?.process);
  expect(after.engines['dynamodb']?.process).toEqual(before.engines['dynamodb']?.process);
  expect(acknowledged).toBeGreaterThan(500);
  expect(verification).toMatchObject({ holds: true, missing: [], repeated: [] });
}, 120_000);

test('real-looking AWS credentials in the shell reach no handler and no request', async () => {
  const secrets = {
    AWS_ACCESS_KEY_ID: 'AKIAREALLOOKING00001',
    AWS_SECRET_ACCESS_KEY: 'real-looking-secret-0123456789abcdefghij',
    AWS_SESSION_TOKEN: 'real-looking-token',
    AWS_PROFILE: 'production',
  };
  await using other = await startStack('test-credentials', secrets);

  const { entries } = await other.client.readFunctionLog(0);
  const { readFile } = await import('node:fs/promises');
  const { processes } = await other.client.status();
  const handlers = processes.filter(({ name }) => !['supervisor', 'kafka', 'dynamodb'].includes(name));
  const environments = await Promise.all(handlers.map(({ pid }) => readFile(`/proc/${pid}/environ`, 'utf8')));

  expect(handlers.length).toBeGreaterThan(0);
  for (const secret of Object.values(secrets)) {
    expect(environments.join('\n')).not.toContain(secret);
    expect(JSON.stringify(entries)).not.toContain(secret);
  }
}, 120_000);
