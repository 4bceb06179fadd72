import { ConsumerDelayItem, consumerDelayAddress } from '../../contracts/grid/consumer-delay.ts';
import type { ConfigReader } from '../../kit/config-reader.ts';
import { logger } from '../../kit/logger.ts';

/** By how many milliseconds a batch of the consumer is to take longer: 0 but while somebody shows a slow consumer. */
export const readInjectedDelay = async (config: ConfigReader, consumer: string): Promise<number> => {
  try {
    return ConsumerDelayItem.optional().parse(await config.read(consumerDelayAddress(consumer)))?.delayMs ?? 0;
  } catch (error) {
    // A demonstration's switch must not fail a batch.
    logger.warn('the injected delay cannot be read', { error });
    return 0;
  }
};
