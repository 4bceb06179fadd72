import { setTimeout as delay } from 'node:timers/promises';
import { buildReadingsClient, type ReadingsClient } from '../../demos/grid/teams/readings-client.ts';
import { readingId, type WeatherReading } from '../../functions/contracts/grid/weather-reading.ts';
import type { Side } from '../../functions/contracts/registry/cutover/decide-cutover.ts';
import { changeCutover, copyReadings, readCutover } from '../../lib/cli/client/cutover-calls.ts';
import { readUntil } from '../../lib/cli/client/read-until.ts';
import { type RunningStack, sluice, startStack } from './running-stack.ts';

const name = 'test-cutover';
let stack: RunningStack;
let client: ReadingsClient;
beforeAll(async () => {
  stack = await startStack(name);
  const { opened, apiKey } = stack.client;
  client = buildReadingsClient(opened.gatewayUrl, apiKey, AbortSignal.timeout(240_000));
}, 120_000);
afterAll(() => stack[Symbol.asyncDispose](), 60_000);

const regions = ['NSW1', 'VIC1', 'QLD1', 'SA1', 'TAS1'] as const;
const readingAt = (index: number): WeatherReading => ({
  region_id: regions[index % regions.length] ?? 'NSW1',
  temperature_celsius: (index % 400) / 10,
  observed_at: 1_800_000_000 + index * 60,
});
const waitMs = 60_000;
/** So many, however slow the machine, that half of them are not all of one output. */
const readingsAfterSwitch = 12;
/** Fewer over all of it than one answer can hold. */
const sendEveryMs = 250;

test('while readings come all the time, no switch of the cutover loses one or shows one twice', async () => {
  const { admin } = stack.client;
  const acknowledged: string[] = [];
  let sent = 0;
  let isSending = true;
  const sending = (async () => {
    while (isSending) {
      acknowledged.push(...(await client.send([readingAt(sent)])));
      sent += 1;
      await delay(sendEveryMs);
    }
  })();
  /** Reads until all of them are there: late where a consumer has only just been started, but never twice. */
  const readUntilShown = async (wanted: readonly string[], sides: readonly Side[]) => {
    let twice = 0;
    const read = async () => {
      const { readings, served } = await client.read(500);
      const answered = readings.map(readingId);
      twice += answered.length - new Set(answered).size;
      return { missing: wanted.filter((id) => !answered.includes(id)), served };
    };
    const isShown = ({ missing, served }: Awaited<ReturnType<typeof read>>): boolean =>
      missing.length === 0 && sides.every((side) => served[side] > 0);
    return { ...(await readUntil(read, isShown, waitMs)), twice };
  };
  const afterSwitch = async (mode: 'old' | 'dual' | 'new', percent: number, sides: readonly Side[]) => {
    await changeCutover(admin, { mode, percent }, waitMs);
    await delay(1_500);
    const enough = acknowledged.length + readingsAfterSwitch;
    while (acknowledged.length < enough) await delay(50);
    return readUntilShown([...acknowledged], sides);
  };

  const old = await afterSwitch('old', 0, ['old']);
  const dual = await afterSwitch('dual', 50, ['old', 'new']);
  const skipped = await sluice(['schema', 'cutover', '--mode', 'new', '--wait', '0', '--instance', name, '--json']);
  await copyReadings(admin, waitMs);
  const fresh = await afterSwitch('new', 100, ['new']);
  const back = await afterSwitch('dual', 0, ['old']);
  await copyReadings(admin, waitMs);
  const again = await afterSwitch('old', 0, ['old']);
  isSending = false;
  await sending;

  expect(acknowledged.length).toBe(sent);
  expect(sent).toBeLessThan(500);
  for (const step of [old, dual, fresh, back, again]) expect(step).toMatchObject({ missing: [], twice: 0 });
  expect([old.served.new, fresh.served.old, again.served.new]).toEqual([0, 0, 0]);
  expect(dual.served.old).toBeGreaterThan(0);
  expect(dual.served.new).toBeGreaterThan(0);
  // What only the old output had was not copied yet.
  expect(JSON.parse(skipped.stdout).error.code).toMatch(/^CUTOVER_(NOT_SETTLED|WITHOUT_PARITY)$/);
  expect(skipped.exitCode).toBe(1);
  const { parity, cutover } = await readCutover(admin);
  expect(cutover.mode).toBe('old');
  expect(parity).toMatchObject({ repeated: 0, differing: 0, onlyNew: 0 });
}, 240_000);

test('the way from old to new is refused without dual, with the fix', async () => {
  const { stdout, exitCode } = await sluice(['schema', 'cutover', '--mode', 'new', '--instance', name, '--json']);

  expect(exitCode).toBe(1);
  expect(JSON.parse(stdout).error).toMatchObject({ code: 'CUTOVER_SKIPS_DUAL', actions: ['Set the mode dual first'] });
}, 30_000);
