import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startKafkaBroker } from '../../kafka-broker.ts';
import type { Disturbance } from './history.ts';
import { type Judgement, judgeHistory } from './judge-history.ts';
import { type Poller, startPoller } from './poller.ts';
import { readHistory } from './read-history.ts';
import { type SeededRandom, seededRandom } from './seeded-random.ts';
import { startTcpProxy, type TcpProxy } from './tcp-proxy.ts';

const hazards = [
  'broker killed',
  'handler killed',
  'poller killed',
  'poller stopped',
  'connections stalled',
  'connections cut',
] as const;
export type Hazard = (typeof hazards)[number];

export interface HazardRound {
  readonly hazard: Hazard;
  /** From the hazard until everything acknowledged was committed; undefined where the next one came before. */
  readonly settledMs: number | undefined;
}

export interface HazardsReport extends Judgement {
  readonly seed: number;
  readonly rounds: readonly HazardRound[];
  readonly acknowledged: number;
  /** Pollers that ended by themselves, seen at the end of a round. */
  readonly crashes: number;
  /** Whether every partition is committed to its end. */
  readonly allCommitted: boolean;
}

const partitions = 4;
const recordsPerRound = 120;
const settleLimitMs = 60_000;

const handlerCode = `
import { appendFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
export const handler = async ({ records }, { awsRequestId: requestId }) => {
  for (const { partition, offset, value } of Object.values(records).flat()) {
    const id = Buffer.from(value, 'base64').toString();
    const line = { atMs: Date.now(), life: process.env.POLLER_LIFE, requestId, partition, offset, id };
    appendFileSync(process.env.LEDGER_FILE, JSON.stringify(line) + '\\n');
    await sleep(1);
  }
};
`;

interface Member {
  readonly proxy: TcpProxy;
  readonly start: () => Poller;
  poller: Poller;
}

/** Two pollers of one group under load, with one hazard after another; the same seed gives the same hazards. */
export const runHazards = async (
  seed: number,
  roundCount: number,
  say: (line: string) => void,
): Promise<HazardsReport> => {
  const random = seededRandom(seed);
  await using stack = new AsyncDisposableStack();
  const directory = await mkdtemp(join(tmpdir(), 'sluice-hazards-'));
  stack.defer(() => rm(directory, { recursive: true, force: true }));
  const codeDirectory = join(directory, 'handler');
  await mkdir(codeDirectory);
  await writeFile(join(codeDirectory, 'index.mjs'), handlerCode);
  const [ledgerFile, logFile] = [join(directory, 'ledger.ndjson'), join(directory, 'log.ndjson')];
  await Promise.all([writeFile(ledgerFile, ''), writeFile(logFile, '')]);

  const broker = stack.use(await startKafkaBroker());
  const brokerPort = Number(broker.bootstrapServers[0]?.split(':').at(-1));
  const topic = await broker.createTopic({ partitions });
  const groupId = `hazards-${seed}`;
  const openMember = async (name: string): Promise<Member> => {
    const proxy = stack.use(await startTcpProxy(brokerPort));
    const settings = { name, topic, groupId, brokerPort, proxyPort: proxy.port, codeDirectory, ledgerFile, logFile };
    const start = () => startPoller(settings);
    const member = { proxy, start, poller: start() };
    stack.defer(() => member.poller.end('SIGKILL'));
    return member;
  };
  const members: [Member, Member] = [await openMember('first'), await openMember('second')];

  const acknowledged: string[] = [];
  let produced = 0;
  const produce = async (): Promise<void> => {
    for (let index = 0; index < recordsPerRound; index += 10) {
      const messages = Array.from({ length: 10 }, () => {
        produced += 1;
        return { value: `id-${produced}`, partition: produced % partitions };
      });
      const isTaken = await broker.producer.send({ topic, acks: -1, messages }).then(
        () => true,
        () => false,
      );
      if (isTaken) acknowledged.push(...messages.map(({ value }) => value));
      await sleep(10);
    }
  };

  const isAllCommitted = async (): Promise<boolean> => {
    const ends = await broker.admin.fetchTopicOffsets(topic);
    const committed = await broker.committed(groupId, topic);
    return ends.every(({ partition, high }) => committed[partition] === Number(high));
  };
  const untilCommitted = async (): Promise<boolean> => {
    const end = Date.now() + settleLimitMs;
    while (Date.now() < end) {
      if (await isAllCommitted().catch(() => false)) return true;
      await sleep(50);
    }
    return false;
  };

  const bring: Record<Hazard, (member: Member, random: SeededRandom) => Promise<void>> = {
    'broker killed': async () => {
      await broker.kill();
      await sleep(random.between(0, 1500));
      await broker.restart();
    },
    'handler killed': async ({ poller }) => {
      const pid = poller.handlerPids()[0];
      if (pid !== undefined) killIfThere(pid);
    },
    'poller killed': async (member) => {
      await member.poller.end('SIGKILL');
      await sleep(random.between(0, 1000));
      member.poller = member.start();
    },
    'poller stopped': async (member) => {
      await member.poller.end('SIGTERM');
      member.poller = member.start();
    },
    'connections stalled': async ({ proxy }) => {
      proxy.stall();
      await sleep(random.between(500, 8000));
      proxy.release();
    },
    'connections cut': async ({ proxy }) => proxy.cut(),
  };

  await produce();
  await untilCommitted();
  const rounds: HazardRound[] = [];
  const disturbances: Disturbance[] = [];
  let crashes = 0;
  for (let round = 1; round <= roundCount; round += 1) {
    const hazard = random.pick(hazards);
    const member = random.pick(members);
    const isWaitedFor = random.next() < 0.5 || round === roundCount;
    const producing = produce();
    await sleep(random.between(0, 150));
    const startMs = Date.now();
    const { life } = member.poller;
    await bring[hazard](member, random);
    const endedLife = life === member.poller.life ? undefined : life;
    disturbances.push({ fromMs: startMs, toMs: Date.now(), endedLife });
    await producing;
    const settledMs = isWaitedFor && (await untilCommitted()) ? Date.now() - startMs : undefined;
    rounds.push({ hazard, settledMs });
    for (const each of members) {
      if (!each.poller.hasCrashed()) continue;
      crashes += 1;
      say(`a poller crashed in round ${round}`);
      each.poller = each.start();
    }
    say(`${round}/${roundCount} ${hazard}${settledMs === undefined ? '' : `, settled after ${settledMs} ms`}`);
  }
  const allCommitted = await untilCommitted();

  const history = await readHistory({ broker, topic, groupId, ledgerFile, logFile });
  return {
    seed,
    rounds,
    crashes,
    acknowledged: acknowledged.length,
    allCommitted,
    ...judgeHistory({ ...history, acknowledged, disturbances }),
  };
};

/** A handler may have ended with its poller in the meantime. */
const killIfThere = (pid: number): void => {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
};
