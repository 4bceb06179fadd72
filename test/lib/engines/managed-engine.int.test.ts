import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import getPort from 'get-port';
import type { Engine, EngineCrash } from '../../../lib/engines/engine.ts';
import { isListener } from '../../../lib/engines/find-listener.ts';
import { buildManagedEngine } from '../../../lib/engines/managed-engine.ts';

let directory: string;
let stranger: Server;
let engine: Engine | undefined;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'sluice-test-managed-engine-'));
  await mkdir(join(directory, 'data'));
  stranger = createServer();
});
afterEach(async () => {
  stranger.close();
  await engine?.stop();
  await rm(directory, { recursive: true, force: true });
});

/** Is up for a while before it asks for its port, as a JVM is. */
const slowServer = `
const port = Number(process.argv[1]);
setTimeout(() => require('node:net').createServer().listen(port, '127.0.0.1'), 400);
`;

const probe = async (address: string): Promise<void> => {
  const socket = connect(Number(address), '127.0.0.1');
  try {
    await once(socket, 'connect');
  } finally {
    socket.destroy();
  }
};

const buildSoloEngine = async (onCrash: (crash: EngineCrash) => void): Promise<Engine> => {
  const port = await getPort();
  return buildManagedEngine(
    {
      name: 'dynamodb',
      title: 'A slow server',
      preferredPort: port,
      addressOf: String,
      probe,
      prepare: async () => async () => ({
        command: process.execPath,
        args: ['-e', slowServer, String(port)],
        cwd: directory,
        env: {},
      }),
      afterCleanStop: async () => {},
    },
    {
      root: directory,
      instanceDirectory: directory,
      environment: {},
      port,
      report: () => {},
      onSpawn: () => {},
      onCrash,
    },
  );
};

/** A stranger opens the first port that is chosen before the engine does, and answers on it. */
const buildBeatenEngine = async (options: { port: number | undefined; preferred: number }): Promise<Engine> =>
  buildManagedEngine(
    {
      name: 'dynamodb',
      title: 'A slow server',
      preferredPort: options.preferred,
      addressOf: String,
      probe,
      prepare: async () => async (port) => {
        if (!stranger.listening) {
          stranger.listen(port, '127.0.0.1');
          await once(stranger, 'listening');
        }
        return { command: process.execPath, args: ['-e', slowServer, String(port)], cwd: directory, env: {} };
      },
      afterCleanStop: async () => {},
    },
    {
      root: directory,
      instanceDirectory: directory,
      environment: {},
      port: options.port,
      report: () => {},
      onSpawn: () => {},
      onCrash: () => {},
    },
  );

test("a stranger's answer is not taken for the engine's, which starts again on the next free port", async () => {
  const preferred = await getPort();
  engine = await buildBeatenEngine({ port: undefined, preferred });

  const { port } = await engine.start();

  expect(port).toBeGreaterThan(preferred);
  expect(await isListener(engine.identity?.pid ?? 0, port)).toBe(true);
});

test('an engine whose port was fixed starts on no other, and names who has it', async () => {
  const port = await getPort();
  engine = await buildBeatenEngine({ port, preferred: port });

  await expect(engine.start()).rejects.toMatchObject({ code: 'PORT_BUSY' });
  expect(engine.identity).toBeUndefined();
});

test('one that runs already is not adopted anew: its end is told once, and none that was asked for', async () => {
  const crashes: EngineCrash[] = [];
  engine = await buildSoloEngine((crash) => crashes.push(crash));
  const { port } = await engine.start();
  const identity = engine.identity;

  expect(identity && (await engine.adopt(identity, { port }))).toBe(true);
  await engine.stop();

  expect(crashes).toEqual([]);
});
