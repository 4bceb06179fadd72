import type { Kafka } from 'kafkajs';
import { consumerGroup } from '../../contracts/grid/consumer.ts';
import { readModelConsumer } from '../../contracts/grid/read-model-consumer.ts';
import { readingsTopic, topics } from '../../contracts/grid/topics.ts';
import { readingId, readingsGroup, type WeatherReading } from '../../contracts/grid/weather-reading.ts';
import { compareParity, type Parity, type ParityItem } from '../../contracts/registry/cutover/compare-parity.ts';
import type { Side } from '../../contracts/registry/cutover/decide-cutover.ts';
import { readGroups } from '../../kit/kafka/read-groups.ts';
import { withAdmin } from '../../kit/kafka/with-admin.ts';
import type { ReadingStores } from './reading-stores.ts';

export interface Evidence {
  readonly parity: Parity;
  readonly behind: number;
  readonly stored: Readonly<Record<Side, readonly WeatherReading[]>>;
}

/** Looks at both outputs: first what is still on its way to them, then all that they store, compared by id. */
export const readEvidence = async (kafka: Kafka, stores: ReadingStores): Promise<Evidence> => {
  const groups = await withAdmin(kafka, (admin) =>
    readGroups(admin, [
      { group: readingsGroup, topic: readingsTopic },
      { group: consumerGroup(readModelConsumer, topics.weatherObservations), topic: topics.weatherObservations },
    ]),
  );
  const [old, fresh] = await Promise.all([stores.read('old', undefined), stores.read('new', undefined)]);
  return {
    behind: groups.reduce((sum, { lag }) => sum + lag, 0),
    parity: compareParity(old.map(toParityItem), fresh.map(toParityItem)),
    stored: { old, new: fresh },
  };
};

const toParityItem = (reading: WeatherReading): ParityItem => ({
  id: readingId(reading),
  values: { temperature_celsius: reading.temperature_celsius },
});
