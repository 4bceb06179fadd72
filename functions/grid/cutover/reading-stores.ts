import { type DynamoDBDocumentClient, paginateQuery } from '@aws-sdk/lib-dynamodb';
import { readModelConsumer } from '../../contracts/grid/read-model-consumer.ts';
import { RegionId } from '../../contracts/grid/region-id.ts';
import { eventsPartition } from '../../contracts/grid/stored-event.ts';
import { WeatherObservation } from '../../contracts/grid/weather-observation-v1.ts';
import { toReading, WeatherReading } from '../../contracts/grid/weather-reading.ts';
import type { Side } from '../../contracts/registry/cutover/decide-cutover.ts';

export interface ReadingTables {
  /** Team A's own. */
  readonly readings: string;
  /** The canonical events, of which those of the read model are team A's new output. */
  readonly events: string;
}

/** The readings of both outputs, newest first, strongly consistent. */
export interface ReadingStores {
  /** Of one region or of all; at most `limit` of each region. */
  read(side: Side, region: RegionId | undefined, limit?: number): Promise<WeatherReading[]>;
}

/** Where team A's own table keeps a reading: one item for one id. */
export const readingAddress = ({ region_id, observed_at }: WeatherReading) => ({
  pk: region_id,
  sk: String(observed_at).padStart(10, '0'),
});

/** Cold start only. */
export const buildReadingStores = (client: DynamoDBDocumentClient, tables: ReadingTables): ReadingStores => {
  const readRegion = async (side: Side, region: RegionId, limit: number): Promise<WeatherReading[]> => {
    const found: WeatherReading[] = [];
    const pages = paginateQuery(
      { client },
      {
        TableName: side === 'old' ? tables.readings : tables.events,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: {
          ':pk': side === 'old' ? region : eventsPartition(readModelConsumer, 'weather', region),
        },
        ConsistentRead: true,
        ScanIndexForward: false,
      },
    );
    for await (const { Items = [] } of pages) {
      found.push(...Items.flatMap((item) => parseItem(side, item) ?? []));
      if (found.length >= limit) break;
    }
    return found.slice(0, limit);
  };

  return {
    read: async (side, region, limit = Number.POSITIVE_INFINITY) => {
      const regions = region === undefined ? RegionId.options : [region];
      return (await Promise.all(regions.map((each) => readRegion(side, each, limit)))).flat();
    },
  };
};

const parseItem = (side: Side, item: Record<string, unknown>): WeatherReading | undefined => {
  const { pk: _pk, sk: _sk, origin: _origin, ...stored } = item;
  return side === 'old' ? WeatherReading.parse(stored) : toReading(WeatherObservation.parse(stored));
};
