import type { EventSourceDefinition, EventSourceUpdate } from './event-source-definition.ts';
import { InvalidEventSourceError } from './event-source-errors.ts';
import { parseEventSourceDefinition } from './parse-event-source-definition.ts';
import { writeMappingProperties } from './write-mapping-properties.ts';

const CREATE_ONLY = [
  'EventSourceArn',
  'SelfManagedEventSource',
  'Topics',
  'StartingPosition',
  'StartingPositionTimestamp',
  'AmazonManagedKafkaEventSourceConfig',
  'SelfManagedKafkaEventSourceConfig',
];

/**
 * What an UpdateEventSourceMapping request changes. Fields that it leaves out stay; a failure destination or filter is removed by an empty one.
 *
 * @param target the function that the request names, resolved; undefined where it names none
 * @throws InvalidEventSourceError for create-only fields and for what would make the mapping invalid
 */
export const parseEventSourceUpdate = (
  request: Readonly<Record<string, unknown>>,
  current: EventSourceDefinition,
  target?: Pick<EventSourceDefinition, 'functionName' | 'functionArn'>,
): EventSourceUpdate => {
  const fixed = CREATE_ONLY.filter((field) => request[field] !== undefined);
  if (fixed.length > 0) {
    throw new InvalidEventSourceError(`${fixed.join(', ')}: cannot be changed once the event source exists.`, {
      actions: ['Create another event source mapping, with a consumer group of its own.'],
    });
  }
  const given = Object.fromEntries(
    Object.entries(request).filter(([, value]) => value !== undefined && value !== null),
  );
  const changed = parseEventSourceDefinition(
    { ...writeMappingProperties(current), ...given },
    {
      uuid: current.uuid,
      functionName: target?.functionName ?? current.functionName,
      functionArn: target?.functionArn ?? current.functionArn,
      bootstrapServers: current.bootstrapServers,
      nowMs: Date.now(),
    },
  );
  const { uuid, topic, groupId, bootstrapServers, eventSourceArn, startingPosition, ...changes } = changed;
  return changes;
};
