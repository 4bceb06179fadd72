import { setTimeout as sleep } from 'node:timers/promises';
import {
  CreateEventSourceMappingCommand,
  type CreateEventSourceMappingRequest,
  DeleteEventSourceMappingCommand,
  type EventSourceMappingConfiguration,
  GetEventSourceMappingCommand,
  LambdaClient,
  UpdateEventSourceMappingCommand,
  type UpdateEventSourceMappingRequest,
} from '@aws-sdk/client-lambda';
import { type Admin, Kafka, logLevel, type Message, Partitioners, type Producer } from 'kafkajs';
import { buildTurns } from '../../functions/kit/turns.ts';
import type { Endpoints } from './endpoints.ts';
import { eventually } from './eventually.ts';
import { followObservations, OBSERVED_TOPIC, type ObservedInvocation } from './observations.ts';

type MappingFields = Omit<Partial<CreateEventSourceMappingRequest>, 'Topics'>;

export interface Mapping {
  readonly uuid: string;
  readonly groupId: string;
  readonly topic: string;
}

/** A record read back from a topic. */
export interface ReadBack {
  readonly key: string | undefined;
  readonly value: string;
}

/** What a rule has to work with: the Lambda API and Kafka, and what the probe told of its invocations. */
export interface Workbench extends AsyncDisposable {
  readonly endpoints: Endpoints;
  readonly kafka: Kafka;
  readonly producer: Producer;
  /** A topic of a random name with the partitions and Kafka settings. */
  createTopic(partitions?: number, configs?: Readonly<Record<string, string>>): Promise<string>;
  produce(topic: string, messages: readonly Message[]): Promise<void>;
  /** Values that tell the probe what to do, each in a record with a number of its own. */
  instruct(topic: string, instructions: readonly string[], partition?: number): Promise<void>;
  /** Provisioned mode, window 0, from the beginning, where the fields say nothing else; waits until it is enabled. */
  map(topic: string, fields?: MappingFields): Promise<Mapping>;
  /** The source of records, with a consumer group. */
  groupFields(ConsumerGroupId: string): MappingFields;
  /** As the Lambda API answers it: nothing is waited for. */
  createMapping(topic: string, fields?: MappingFields): Promise<EventSourceMappingConfiguration>;
  describe(uuid: string): Promise<EventSourceMappingConfiguration>;
  update(
    uuid: string,
    changes: Omit<UpdateEventSourceMappingRequest, 'UUID'>,
  ): Promise<EventSourceMappingConfiguration>;
  untilState(uuid: string, state: string): Promise<EventSourceMappingConfiguration>;
  invocations(topic: string): readonly ObservedInvocation[];
  untilInvocations(topic: string, count: number, limitMs?: number): Promise<readonly ObservedInvocation[]>;
  /** Next offsets to read by partition, −1 where nothing is committed. */
  committed(mapping: Mapping): Promise<readonly number[]>;
  /** Also until what the probe told of it has been read. */
  untilCommitted(mapping: Mapping, offsets: readonly number[]): Promise<void>;
  readBack(topic: string, count: number): Promise<readonly ReadBack[]>;
}

const provisioned = { MinimumPollers: 1, MaximumPollers: 1 };
/** AWS takes a minute or two for a transition. */
const transitionLimitMs = 300_000;

export const openWorkbench = async (endpoints: Endpoints): Promise<Workbench> => {
  const { bootstrapServers, eventSourceArn, lambdaEndpoint } = endpoints;
  await using opening = new AsyncDisposableStack();
  const kafka = new Kafka({
    clientId: 'conformance',
    brokers: [...bootstrapServers],
    retry: { retries: 30, initialRetryTime: 50, maxRetryTime: 1000 },
    logLevel: logLevel.NOTHING,
  });
  const lambda = new LambdaClient(
    lambdaEndpoint === undefined
      ? {}
      : {
          endpoint: lambdaEndpoint,
          region: 'us-east-1',
          credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
        },
  );
  opening.defer(() => lambda.destroy());
  const admin = kafka.admin();
  const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner });
  await Promise.all([admin.connect(), producer.connect()]);
  opening.defer(() => admin.disconnect());
  // One question at a time: of two at once kafkajs may forget the topic of the one while it refreshes for the other.
  const inTurn = buildTurns();
  const administer = <Result>(ask: (admin: Admin) => Promise<Result>): Promise<Result> => inTurn(() => ask(admin));
  opening.defer(() => producer.disconnect());
  await administer((admin) =>
    admin.createTopics({ topics: [{ topic: OBSERVED_TOPIC, numPartitions: 1 }], waitForLeaders: true }),
  );
  const observations = opening.use(await followObservations(kafka));
  const mappings = new Set<string>();
  opening.defer(async () => {
    for (const UUID of mappings) await lambda.send(new DeleteEventSourceMappingCommand({ UUID }));
  });

  const groupFields = (ConsumerGroupId: string): MappingFields =>
    eventSourceArn === undefined
      ? {
          SelfManagedEventSource: { Endpoints: { KAFKA_BOOTSTRAP_SERVERS: [...bootstrapServers] } },
          SelfManagedKafkaEventSourceConfig: { ConsumerGroupId },
        }
      : { EventSourceArn: eventSourceArn, AmazonManagedKafkaEventSourceConfig: { ConsumerGroupId } };

  const createMapping: Workbench['createMapping'] = async (topic, fields = {}) => {
    const created = await lambda.send(
      new CreateEventSourceMappingCommand({
        FunctionName: endpoints.functionName,
        Topics: [topic],
        StartingPosition: 'TRIM_HORIZON',
        MaximumBatchingWindowInSeconds: 0,
        ProvisionedPollerConfig: provisioned,
        ...groupFields(`conformance-${crypto.randomUUID()}`),
        ...fields,
      }),
    );
    mappings.add(created.UUID ?? '');
    return created;
  };

  const describe = (UUID: string) => lambda.send(new GetEventSourceMappingCommand({ UUID }));

  const untilState: Workbench['untilState'] = async (uuid, state) => {
    let last: EventSourceMappingConfiguration = {};
    const look = async () => {
      last = await describe(uuid);
      return last.State === state ? last : undefined;
    };
    return eventually(`the state is ${state}`, look, () => [last.State, last.LastProcessingResult], transitionLimitMs);
  };

  const committed: Workbench['committed'] = async ({ groupId, topic }) => {
    const [offsets] = await administer((admin) => admin.fetchOffsets({ groupId, topics: [topic] }));
    return (offsets?.partitions ?? [])
      .toSorted((left, right) => left.partition - right.partition)
      .map(({ offset }) => Number(offset));
  };

  const invocations = (topic: string) => observations.of(topic);

  /** Until what the probe told so far has been read. */
  const catchUp = async (): Promise<void> => {
    const [end] = await administer((admin) => admin.fetchTopicOffsets(OBSERVED_TOPIC));
    await eventually('what the probe told is read', () =>
      observations.position() >= Number(end?.high) ? true : undefined,
    );
  };

  const running = opening.move();
  return {
    endpoints,
    kafka,
    producer,
    createTopic: async (partitions = 1, configs = {}) => {
      const topic = `conformance-${crypto.randomUUID()}`;
      const configEntries = Object.entries(configs).map(([name, value]) => ({ name, value }));
      await administer((admin) =>
        admin.createTopics({ topics: [{ topic, numPartitions: partitions, configEntries }], waitForLeaders: true }),
      );
      return topic;
    },
    produce: async (topic, messages) => {
      await producer.send({ topic, messages: [...messages] });
    },
    instruct: async (topic, instructions, partition = 0) => {
      const messages = instructions.map((instruction, number) => ({
        partition,
        key: `key-${number}`,
        value: JSON.stringify({ do: instruction, number }),
      }));
      await producer.send({ topic, messages });
    },
    map: async (topic, fields) => {
      const { UUID: uuid = '' } = await createMapping(topic, fields);
      const enabled = await untilState(uuid, fields?.Enabled === false ? 'Disabled' : 'Enabled');
      const config = enabled.SelfManagedKafkaEventSourceConfig ?? enabled.AmazonManagedKafkaEventSourceConfig;
      return { uuid, topic, groupId: config?.ConsumerGroupId ?? uuid };
    },
    groupFields,
    createMapping,
    describe,
    update: (UUID, changes) => lambda.send(new UpdateEventSourceMappingCommand({ UUID, ...changes })),
    untilState,
    invocations,
    untilInvocations: (topic, count, limitMs) =>
      eventually(
        `${count} invocations for ${topic}`,
        () => (invocations(topic).length >= count ? invocations(topic) : undefined),
        () => invocations(topic).map(({ records }) => records.map(({ offset }) => offset)),
        limitMs,
      ),
    committed,
    untilCommitted: async (mapping, offsets) => {
      let last: readonly number[] = [];
      const look = async () => {
        last = await committed(mapping);
        return last.join() === offsets.join() ? true : undefined;
      };
      await eventually(`offsets ${offsets.join()} are committed`, look, () => [
        last,
        invocations(mapping.topic).map(({ records }) => records.map(({ offset }) => offset)),
      ]);
      await catchUp();
    },
    readBack: async (topic, count) => {
      const found: ReadBack[] = [];
      const consumer = kafka.consumer({ groupId: `conformance-reader-${crypto.randomUUID()}`, maxWaitTimeInMs: 50 });
      await consumer.connect();
      try {
        await consumer.subscribe({ topic, fromBeginning: true });
        await consumer.run({
          eachMessage: async ({ message: { key, value } }) => {
            found.push({ key: key?.toString(), value: String(value) });
          },
        });
        await eventually(`${count} records in ${topic}`, () => (found.length >= count ? true : undefined));
        await sleep(100);
        return found;
      } finally {
        await consumer.disconnect();
      }
    },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
};
