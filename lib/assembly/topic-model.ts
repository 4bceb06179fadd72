import { z } from 'zod';
import type { TopicModel } from './application-model.ts';
import { parseProperties, type Resource } from './resource.ts';

const TopicProperties = z.object({
  TopicName: z.string(),
  PartitionCount: z.coerce.number().int().positive(),
  Configs: z.base64().default(''),
});

/** Reads an AWS::MSK::Topic. */
export const toTopicModel = (resource: Resource): TopicModel => {
  const { TopicName, PartitionCount, Configs } = parseProperties(resource, TopicProperties);
  return { path: resource.path, topicName: TopicName, partitions: PartitionCount, configs: parseConfigs(Configs) };
};

/** Base64 of `key=value` lines (MSK, describe-topic). */
const parseConfigs = (base64: string): Record<string, string> =>
  Object.fromEntries(
    Buffer.from(base64, 'base64')
      .toString('utf8')
      .split('\n')
      .filter((line) => line.includes('='))
      .map((line): [string, string] => {
        const mark = line.indexOf('=');
        return [line.slice(0, mark).trim(), line.slice(mark + 1).trim()];
      }),
  );
