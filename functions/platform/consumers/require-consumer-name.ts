import { ConsumerName } from '../../contracts/grid/consumer.ts';
import { UnknownConsumerError } from './unknown-consumer-error.ts';

/** The name, where it can be that of a consumer; else 404. */
export const requireConsumerName = (name = ''): string => {
  const parsed = ConsumerName.safeParse(name);
  if (!parsed.success) throw new UnknownConsumerError(name);
  return parsed.data;
};
