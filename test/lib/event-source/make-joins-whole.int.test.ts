import net from 'node:net';
import { startKafkaBroker } from '../../kafka-broker.ts';
import { append, eventually, startSource, texts } from './event-source-fixture.ts';

/** Kafka protocol guide, "API keys". */
const syncGroup = 14;
/** The length comes first. */
const apiKeyPosition = 4;

const connectDirectly = net.connect;
afterEach(() => {
  Object.assign(net, { connect: connectDirectly });
});

/** Cuts the connection on which a client asks which partitions it has been given, once, from `arm` on. */
const openCutter = (clientId: string) => {
  let state: 'idle' | 'armed' | 'cut' = 'idle';
  const connect = (options: net.TcpNetConnectOpts, connected?: () => void): net.Socket => {
    const socket = connectDirectly(options, connected);
    const write = socket.write.bind(socket);
    const cutOrWrite = (bytes: Buffer, encoding: BufferEncoding): boolean => {
      const isMeant = state === 'armed' && bytes.readInt16BE(apiKeyPosition) === syncGroup && bytes.includes(clientId);
      if (!isMeant) return write(bytes, encoding);
      state = 'cut';
      socket.destroy(new Error('cut'));
      return false;
    };
    return Object.assign(socket, { write: cutOrWrite });
  };
  Object.assign(net, { connect });
  return {
    arm: () => {
      state = 'armed';
    },
    hasCut: () => state === 'cut',
  };
};

test('a member whose connection is cut between joining and being told its partitions does not go on with those it had', async () => {
  await using broker = await startKafkaBroker();
  const topic = await broker.createTopic({ partitions: 2 });
  const groupId = `group-${topic}`;
  const cutter = openCutter('event-source-first');
  await using first = startSource(broker, { topic, groupId, uuid: 'first' });
  await eventually(() => first.source.state === 'Enabled');

  cutter.arm();
  await using second = startSource(broker, { topic, groupId, uuid: 'second' });
  await eventually(() => cutter.hasCut());
  await eventually(() => second.source.state === 'Enabled');
  for (const partition of [0, 1]) await append(broker, topic, texts(20), partition);

  await eventually(async () => {
    const { 0: one, 1: other } = await broker.committed(groupId, topic);
    return one === 20 && other === 20;
  });
}, 60_000);
