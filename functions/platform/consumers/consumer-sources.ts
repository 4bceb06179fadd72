import { type LambdaClient, paginateListEventSourceMappings } from '@aws-sdk/client-lambda';
import { z } from 'zod';
import type { ConsumerSource } from '../../contracts/admin/consumer-listing.ts';
import { flowConsumerOf } from '../../contracts/flow-consumers.ts';

type Source = z.infer<typeof ConsumerSource>;

/** The event source mappings of one consumer. */
export interface ConsumerSources {
  readonly name: string;
  readonly functionName: string;
  readonly sources: Source[];
}

/** A mapping of ours always says all of this; Lambda's own type lets any of it be absent. */
const Mapping = z.object({
  UUID: z.string(),
  FunctionArn: z.string(),
  Topics: z.tuple([z.string()]),
  AmazonManagedKafkaEventSourceConfig: z.object({ ConsumerGroupId: z.string() }),
  State: z.string(),
  LastProcessingResult: z.string().default(''),
});

/** The consumers of every flow that read a cluster, in order of their names: what Lambda has is asked, not what was once deployed. */
export const readConsumerSources = async (client: LambdaClient, clusterArn: string): Promise<ConsumerSources[]> => {
  const byName = new Map<string, ConsumerSources>();
  for await (const { EventSourceMappings = [] } of paginateListEventSourceMappings(
    { client },
    { EventSourceArn: clusterArn },
  )) {
    for (const mapping of EventSourceMappings) {
      const { FunctionArn, ...about } = Mapping.parse(mapping);
      const functionName = FunctionArn.split(':')[6] ?? '';
      const name = flowConsumerOf(functionName);
      if (name === undefined) continue;
      const consumer = byName.get(name) ?? { name, functionName, sources: [] };
      consumer.sources.push(toSource(about));
      byName.set(name, consumer);
    }
  }
  return [...byName.values()].toSorted((left, right) => (left.name < right.name ? -1 : 1));
};

const toSource = (mapping: Omit<z.infer<typeof Mapping>, 'FunctionArn'>): Source => ({
  uuid: mapping.UUID,
  topic: mapping.Topics[0],
  group: mapping.AmazonManagedKafkaEventSourceConfig.ConsumerGroupId,
  state: mapping.State,
  lastProcessingResult: mapping.LastProcessingResult,
});
