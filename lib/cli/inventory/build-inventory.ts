import { z } from 'zod';
import type { Resource, Templates } from '../client/templates/read-templates.ts';

/** A topic, and who has to do with it. */
export interface TopicUse {
  readonly topic: string;
  readonly partitions: number;
  readonly retentionDays: number | undefined;
  /** Functions whose role may append to it. */
  readonly producers: readonly string[];
  readonly consumers: readonly TopicConsumer[];
  /** Functions whose role may read it though no event source feeds them from it. */
  readonly readers: readonly string[];
}

export interface TopicConsumer {
  readonly functionName: string;
  readonly group: string;
  /** Takes what the event source gives up. */
  readonly deadLetterTopic: string | undefined;
}

/**
 * Who produces and who consumes what, as the templates have it: consumers are the event source mappings, producers whom the
 * roles let append. What no role allows nobody does, so nothing is left out.
 */
export const buildInventory = (templates: Templates): TopicUse[] => {
  const stacks = Object.values(templates);
  const topics = stacks.flatMap((stack) => ofType(stack, 'AWS::MSK::Topic').map(([, each]) => parseTopic(each)));
  const consumers = stacks.flatMap(consumersOf);
  const rights = stacks.flatMap(rightsOf);
  const allowed = (topic: string, action: string): string[] =>
    [
      ...new Set(
        rights.filter((each) => each.topic === topic && each.action === action).map((each) => each.functionName),
      ),
    ].toSorted();

  return topics.map(({ topic, ...about }) => {
    const own = consumers.filter((each) => each.topic === topic);
    // An event source reads a topic and its on-failure topic in the function's name.
    const fed = new Set(
      consumers
        .filter((each) => each.topic === topic || each.deadLetterTopic === topic)
        .map(({ functionName }) => functionName),
    );
    return {
      topic,
      ...about,
      producers: allowed(topic, 'kafka-cluster:WriteData'),
      consumers: own.map(({ functionName, group, deadLetterTopic }) => ({ functionName, group, deadLetterTopic })),
      readers: allowed(topic, 'kafka-cluster:ReadData').filter((name) => !fed.has(name)),
    };
  });
};

type Stack = Templates[string];

const ofType = (stack: Stack, type: string): [string, Resource][] =>
  Object.entries(stack).filter(([, resource]) => resource.Type === type);

const Topic = z.object({ TopicName: z.string(), PartitionCount: z.coerce.number(), Configs: z.string().default('') });

const parseTopic = ({ Properties }: Resource) => {
  const { TopicName, PartitionCount, Configs } = Topic.parse(Properties);
  const retentionMs = /^retention\.ms=(\d+)$/m.exec(Buffer.from(Configs, 'base64').toString())?.[1];
  return {
    topic: TopicName,
    partitions: PartitionCount,
    retentionDays: retentionMs === undefined ? undefined : Number(retentionMs) / 86_400_000,
  };
};

const Attribute = z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.literal('Arn')]) });

const LambdaFunction = z.object({ FunctionName: z.string(), Role: Attribute });

const functionsOf = (stack: Stack) =>
  ofType(stack, 'AWS::Lambda::Function').map(([logicalId, { Properties }]) => {
    const { FunctionName, Role } = LambdaFunction.parse(Properties);
    return { logicalId, functionName: FunctionName, role: Role['Fn::GetAtt'][0] };
  });

const Mapping = z.object({
  /** A name where the mapping is left to the runner. */
  FunctionName: z.union([Attribute, z.string()]),
  Topics: z.tuple([z.string()]),
  AmazonManagedKafkaEventSourceConfig: z.object({ ConsumerGroupId: z.string() }),
  DestinationConfig: z.object({ OnFailure: z.object({ Destination: z.string() }) }).optional(),
});

const consumersOf = (stack: Stack): (TopicConsumer & { readonly topic: string })[] => {
  const functions = functionsOf(stack);
  return ofType(stack, 'AWS::Lambda::EventSourceMapping').map(([, { Properties }]) => {
    const mapping = Mapping.parse(Properties);
    return {
      topic: mapping.Topics[0],
      functionName: nameOf(mapping.FunctionName, functions),
      group: mapping.AmazonManagedKafkaEventSourceConfig.ConsumerGroupId,
      deadLetterTopic: mapping.DestinationConfig?.OnFailure.Destination.replace('kafka://', ''),
    };
  });
};

const nameOf = (named: z.infer<typeof Mapping>['FunctionName'], functions: ReturnType<typeof functionsOf>): string => {
  if (typeof named === 'string') return named;
  const [logicalId] = named['Fn::GetAtt'];
  return functions.find((each) => each.logicalId === logicalId)?.functionName ?? logicalId;
};

const list = <Item extends z.ZodType>(item: Item) => z.union([z.array(item), item.transform((each) => [each])]);

const Policy = z.object({
  Roles: z.array(z.object({ Ref: z.string() })),
  PolicyDocument: z.object({
    Statement: z.array(z.object({ Action: list(z.string()), Resource: list(z.unknown()) })),
  }),
});

const TopicArn = z
  .object({ 'Fn::Sub': z.string().regex(/:topic\/[^/]+\/\*\/[^/]+$/) })
  .transform((arn) => arn['Fn::Sub'].split('/').at(-1) ?? '');

interface TopicRight {
  readonly functionName: string;
  readonly action: string;
  readonly topic: string;
}

const rightsOf = (stack: Stack): TopicRight[] => {
  const functions = functionsOf(stack);
  return ofType(stack, 'AWS::IAM::Policy').flatMap(([, { Properties }]) => {
    const { Roles, PolicyDocument } = Policy.parse(Properties);
    const owners = functions.filter(({ role }) => Roles.some(({ Ref }) => Ref === role));
    return PolicyDocument.Statement.flatMap(({ Action, Resource }) =>
      Resource.flatMap((resource) => TopicArn.safeParse(resource).data ?? []).flatMap((topic) =>
        Action.flatMap((action) => owners.map(({ functionName }) => ({ functionName, action, topic }))),
      ),
    );
  });
};
