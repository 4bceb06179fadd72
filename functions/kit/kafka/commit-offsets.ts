import type { Kafka } from 'kafkajs';
import { FunctionError } from '../function-error.ts';
import { GroupInUseError, KafkaUnavailableError } from './kafka-errors.ts';
import type { NamedGroup } from './read-groups.ts';

/**
 * Commits offsets in the name of a group that nobody is a member of, by being its only member for a moment: of the
 * protocol's two ways the one that the client offers.
 *
 * @param offsets partition → the next offset to read
 * @throws GroupInUseError where somebody else is a member; nothing is committed then
 */
export const commitOffsets = async (
  kafka: Kafka,
  { group, topic }: NamedGroup,
  offsets: ReadonlyMap<number, number>,
): Promise<void> => {
  const member = kafka.consumer({
    groupId: group,
    allowAutoTopicCreation: false,
    // Joining and leaving wait for a fetch to end.
    maxWaitTimeInMs: 50,
    heartbeatInterval: 500,
    sessionTimeout: 6_000,
  });
  try {
    await member.connect();
    await member.subscribe({ topics: [topic], fromBeginning: true });
    const joined = member.run({ autoCommit: false, eachMessage: async () => undefined });
    member.pause([{ topic }]);
    await joined;
    const { members } = await member.describeGroup();
    if (members.length > 1) throw new GroupInUseError([group]);
    await member.commitOffsets(
      [...offsets].map(([partition, offset]) => ({ topic, partition, offset: String(offset) })),
    );
  } catch (error) {
    throw error instanceof FunctionError ? error : new KafkaUnavailableError(error);
  } finally {
    await member.disconnect().catch(() => undefined);
  }
};
