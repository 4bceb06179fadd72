import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { execa } from 'execa';
import { z } from 'zod';
import { projectRoot } from '../../lib/cli/cli-context.ts';
import { PythonMissingError } from '../../lib/engines/engine-errors.ts';
import { findPython } from '../../lib/engines/localstack/host/find-python.ts';
import { isSameProcess } from '../../lib/foundation/process-identity.ts';
import { buildInstance } from '../../lib/targets/instance/instance.ts';
import { readInstanceState } from '../../lib/targets/instance/instance-state.ts';
import { InstanceStatus } from '../../lib/targets/instance/instance-status.ts';
import { countLivingProcesses } from './count-living-processes.ts';
import { sluice } from './running-stack.ts';

const name = 'test-localstack';
const instance = buildInstance(projectRoot, name);
/** Also where there is a Docker engine: what is tested is the LocalStack that everybody can have. */
const withoutDocker = { SLUICE_LOCALSTACK: 'host', LOCALSTACK_URL: '' };

const python = await findPython(process.env).catch((error: unknown) => {
  if (error instanceof PythonMissingError) return undefined;
  throw error;
});
if (python === undefined) {
  process.stderr.write('The LocalStack target was NOT TESTED: it needs Python 3.11 or newer with venv.\n');
}
const testWithPython = python === undefined ? test.skip : test;

const call = (...args: readonly string[]) => sluice([...args, '--instance', name], withoutDocker);

const DemoEnvelope = z.object({
  data: z.object({
    assertions: z.array(z.object({ title: z.string(), holds: z.boolean(), detail: z.string() })),
  }),
});

const readStatus = async (): Promise<InstanceStatus> => {
  const { stdout } = await call('status', '--json');
  return z.object({ data: InstanceStatus }).parse(JSON.parse(stdout)).data;
};

beforeAll(async () => {
  await call('reset', '--yes');
}, 60_000);
afterAll(async () => {
  await call('reset', '--yes');
}, 60_000);

testWithPython(
  'Ctrl+C while cdklocal is at work leaves nothing running',
  async () => {
    const running = call('up', '--target', 'localstack');
    running.stderr?.on('data', (text: Buffer) => {
      if (text.includes('LocalStack is ready')) setTimeout(() => running.kill('SIGINT'), 1_500);
    });
    const { exitCode } = await running;

    expect(exitCode).toBe(130);
    expect(await countLivingProcesses(instance)).toBe(0);
  },
  // The first time Python's packages are brought, 550 MB of them.
  600_000,
);

testWithPython(
  'the demonstration of the grid holds on LocalStack: exact limits, every acknowledged id, once',
  async () => {
    const { stdout, stderr, exitCode } = await call('demo', 'grid', '--target', 'localstack', '--json');
    if (exitCode !== 0) throw new Error(`${stdout}\n${stderr}`);

    const { assertions } = DemoEnvelope.parse(JSON.parse(stdout)).data;
    expect(assertions.filter(({ holds }) => !holds)).toEqual([]);
    expect(assertions.length).toBeGreaterThan(20);
  },
  600_000,
);

testWithPython(
  'commands work on it unchanged, and what they tell is LocalStack’s',
  async () => {
    const status = await readStatus();
    const [verified, consumers, inventory, logs, refused] = await Promise.all([
      call('verify', 'grid'),
      call('consumers', 'list'),
      call('inventory'),
      call('logs', '--function', 'grid-analytics', '--last', '5', '--json'),
      call('up', '--target', 'local', '--json'),
    ]);

    expect(status).toMatchObject({ target: 'localstack', state: 'ready', keepsData: false });
    expect(status.engines.map((engine) => engine.name)).toEqual(['kafka', 'localstack', 'postgres']);
    expect(verified.exitCode).toBe(0);
    expect(consumers.stdout).toContain('grid-analytics.market.dispatch');
    expect(inventory.stdout).toContain(
      'grid-analytics as grid-analytics.market.dispatch, gives up to dlq.market.dispatch',
    );
    expect(JSON.parse(logs.stdout).data).toHaveLength(5);
    expect(JSON.parse(refused.stdout).error).toMatchObject({ code: 'TARGET_DIFFERS' });
  },
  60_000,
);

testWithPython(
  'the supervisor killed: handlers end, the next `up` adopts LocalStack with all that it holds',
  async () => {
    const before = await readInstanceState(instance);
    if (!before.supervisor) throw new Error('no supervisor is recorded');

    process.kill(before.supervisor.pid, 'SIGKILL');
    await delay(1_000);
    const handlersLeft = before.environments.filter(isSameProcess);
    const { exitCode, stderr } = await call('up');
    const after = await readInstanceState(instance);
    const verified = await call('verify', 'grid');

    expect(handlersLeft).toEqual([]);
    expect(`${exitCode} ${stderr}`).toMatch(/^0 /);
    expect(after.engines['localstack']?.process).toEqual(before.engines['localstack']?.process);
    expect(verified.exitCode).toBe(0);
  },
  180_000,
);

testWithPython(
  'what README says of cdklocal deploys the application by hand, and its API answers',
  async () => {
    const { dynamodbEndpoint: localStackUrl, kafkaBootstrapServers } = await readStatus();
    const readme = await readFile(join(projectRoot, 'README.md'), 'utf8');
    const [block = ''] = /(?<=```console\n)export AWS_ENDPOINT_URL=[\s\S]*?(?=```)/.exec(readme) ?? [];
    const script = block
      .replaceAll('http://127.0.0.1:4566', localStackUrl)
      .replace('KafkaBootstrapServers=127.0.0.1:9092', `KafkaBootstrapServers=${kafkaBootstrapServers}`);

    const { exitCode, all } = await execa('bash', ['-euo', 'pipefail', '-c', script], {
      cwd: projectRoot,
      all: true,
      reject: false,
      stdin: 'ignore',
    });
    const apiUrl = /^SluiceApiStage\.ApiUrl = (?<url>\S+)$/m.exec(all)?.groups?.['url'];

    expect(`${exitCode} ${all}`).toMatch(/^0 /);
    expect((await fetch(`${apiUrl}/health`)).status).toBe(200);
  },
  240_000,
);

testWithPython(
  'LocalStack killed: it was all that the functions and tables were in, so everything else ends too',
  async () => {
    const before = await readInstanceState(instance);
    const recorded = [before.supervisor, ...Object.values(before.engines).map(({ process: engine }) => engine)];
    const processes = [...recorded.flatMap((each) => each ?? []), ...before.environments];
    const localStack = before.engines['localstack']?.process;
    if (!localStack) throw new Error('no LocalStack is recorded');

    process.kill(localStack.pid, 'SIGKILL');
    const deadline = performance.now() + 30_000;
    while (processes.some(isSameProcess) && performance.now() < deadline) await delay(100);

    const { stdout } = await call('status', '--json');
    expect(processes.filter(isSameProcess)).toEqual([]);
    expect(JSON.parse(stdout).error).toMatchObject({ code: 'INSTANCE_NOT_RUNNING' });
  },
  60_000,
);
