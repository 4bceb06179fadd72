import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { ZodType } from 'zod';
import type { GridEvent } from '../../contracts/grid/grid-event.ts';
import { readModelConsumer } from '../../contracts/grid/read-model-consumer.ts';
import { RegionId } from '../../contracts/grid/region-id.ts';
import { type EventKind, eventsPartition } from '../../contracts/grid/stored-event.ts';

/** The newest events, of one region or of all: newest first, at most `limit`. */
export const newestEvents = async <Event extends GridEvent>(
  client: DynamoDBDocumentClient,
  table: string,
  kind: EventKind,
  schema: ZodType<Event>,
  { region, limit }: { region?: RegionId | undefined; limit: number },
): Promise<Event[]> => {
  const regions = region === undefined ? RegionId.options : [region];
  const answers = await Promise.all(
    regions.map((each) =>
      client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': eventsPartition(readModelConsumer, kind, each) },
          ScanIndexForward: false,
          Limit: limit,
        }),
      ),
    ),
  );

  return answers
    .flatMap(({ Items: items = [] }) =>
      items.map(({ pk: _pk, sk: _sk, origin: _origin, ...event }) => schema.parse(event)),
    )
    .toSorted((left, right) => Date.parse(right.event_time) - Date.parse(left.event_time))
    .slice(0, limit);
};
