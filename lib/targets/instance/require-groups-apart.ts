import type { EventSourceDefinition } from '../../event-source/event-source-definition.ts';
import { LambdaApiError } from '../lambda-api/lambda-api-error.ts';

export interface NamedDefinition {
  /** How the user knows the mapping: its construct path, or its UUID. */
  readonly name: string;
  readonly definition: Pick<EventSourceDefinition, 'uuid' | 'groupId'>;
}

/** @throws LambdaApiError where two mappings name one consumer group, which would share out one topic's records or block each other */
export const requireGroupsApart = (definitions: readonly NamedDefinition[]): void => {
  const owners = new Map<string, NamedDefinition>();
  for (const each of definitions) {
    const { groupId, uuid } = each.definition;
    const owner = owners.get(groupId);
    if (owner && owner.definition.uuid !== uuid) {
      throw new LambdaApiError(
        'ResourceConflictException',
        `ConsumerGroupId ${groupId} is used by two event source mappings, ${owner.name} and ${each.name}: each needs one of its own.`,
      );
    }
    owners.set(groupId, each);
  }
};
