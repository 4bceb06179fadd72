import { setTimeout as delay } from 'node:timers/promises';
import { projectRoot } from '../../lib/cli/cli-context.ts';
import { buildInstance } from '../../lib/targets/instance/instance.ts';
import { countLivingProcesses } from './count-living-processes.ts';
import { sluice } from './running-stack.ts';

const name = 'test-demo';
const instance = buildInstance(projectRoot, name);
const clean = () => sluice(['reset', '--yes', '--instance', name]);
beforeEach(clean, 60_000);
afterAll(clean, 60_000);

test.each([150, 900, 2_500, 6_000])(
  'Ctrl+C after %d ms leaves nothing running',
  async (afterMs) => {
    const running = sluice(['demo', 'grid', '--instance', name]);
    await delay(afterMs);
    running.kill('SIGINT');
    const { exitCode, signal } = await running;

    // Before its handlers are in place the signal itself ends it, which a shell shows as 130 too.
    expect(exitCode ?? signal).toBe(exitCode === undefined ? 'SIGINT' : 130);
    expect(await countLivingProcesses(instance)).toBe(0);
  },
  60_000,
);

test('two that bring the same instance up at once: one does it, the other is told to wait', async () => {
  const results = await Promise.all([
    sluice(['up', '--instance', name, '--json']),
    sluice(['up', '--instance', name, '--json']),
  ]);

  expect(results.map(({ exitCode }) => exitCode).toSorted()).toEqual([0, 1]);
  const refused = results.find(({ exitCode }) => exitCode === 1);
  expect(JSON.parse(refused?.stdout ?? '{}').error).toMatchObject({ code: 'INSTANCE_BUSY', retryable: true });
}, 60_000);
