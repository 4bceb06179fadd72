import { ConsumerName } from '../../../functions/contracts/grid/consumer.ts';
import { UsageError } from '../usage-error.ts';

/** The name of a consumer as an argument gives it. */
export const parseConsumer = (text = ''): string => {
  const parsed = ConsumerName.safeParse(text);
  if (parsed.success) return parsed.data;
  throw new UsageError(`"${text}" is no name of a consumer.`, {
    actions: ['1 to 40 lower-case letters, digits and hyphens, a letter first, for example risk'],
  });
};
