import { z } from 'zod';
import { orderGroup } from '../orders/topics.ts';
import { type GridTopic, topics } from './topics.ts';

/** A consumer's name is in its function's name, its groups and the keys of what it stored. */
export const ConsumerName = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,39}$/, 'a name is 1 to 40 lower-case letters, digits and hyphens, a letter first');

const prefix = 'grid-';

const otherFunctions = new Set([
  'grid-accept-dispatch',
  'grid-accept-weather',
  'grid-list-dispatch',
  'grid-list-weather',
  'grid-stats',
  'grid-ingest',
  'grid-accept-readings',
  'grid-list-readings',
  'grid-store-readings',
  'grid-show-cutover',
  'grid-change-cutover',
  'grid-copy-readings',
]);

/** Who reads the grid's topics, each at its own pace. */
export const GridConsumers = z
  .array(z.strictObject({ name: ConsumerName }))
  .refine((consumers) => new Set(consumers.map(({ name }) => name)).size === consumers.length, 'a name occurs twice')
  .refine(
    (consumers) => consumers.every(({ name }) => !otherFunctions.has(consumerFunction(name))),
    'a name is that of another function of the grid',
  )
  .refine((consumers) => consumers.every(({ name }) => name !== orderGroup), "a name is that of the orders' consumer");
export type GridConsumers = z.infer<typeof GridConsumers>;

/** The name of the function that is the consumer. */
export const consumerFunction = (consumer: string): string => `${prefix}${consumer}`;

/** The consumer that a function is, or undefined for a function of another kind. */
export const consumerOfFunction = (functionName: string): string | undefined =>
  functionName.startsWith(prefix) && !otherFunctions.has(functionName) ? functionName.slice(prefix.length) : undefined;

/** The consumer group of a consumer and topic: one event source mapping reads one topic, so each has a group of its own. */
export const consumerGroup = (consumer: string, topic: GridTopic): string => `${prefix}${consumer}.${topic}`;

/** What a consumer group of ours reads and for whom, or undefined for a group of another kind. */
export const parseConsumerGroup = (group: string): { consumer: string; topic: GridTopic } | undefined => {
  for (const topic of Object.values(topics)) {
    const end = `.${topic}`;
    if (!group.endsWith(end)) continue;
    const consumer = consumerOfFunction(group.slice(0, -end.length));
    if (consumer !== undefined && ConsumerName.safeParse(consumer).success) return { consumer, topic };
  }
  return undefined;
};
