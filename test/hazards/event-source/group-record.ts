import kafkajs from 'kafkajs';

/** What a record of `__consumer_offsets` says of a group. */
export type GroupRecord =
  | {
      readonly kind: 'commit';
      readonly group: string;
      readonly topic: string;
      readonly partition: number;
      /** The next to read. */
      readonly offset: number;
    }
  | {
      readonly kind: 'generation';
      readonly group: string;
      readonly generation: number;
      readonly members: readonly GroupMember[];
    };

export interface GroupMember {
  readonly memberId: string;
  /** Topic → partitions. */
  readonly assignment: Readonly<Record<string, readonly number[]>>;
}

const OFFSET_KEY_VERSIONS = [0, 1];
const GROUP_KEY_VERSION = 2;
const GROUP_VALUE_VERSION = 3;

/** Reads a record by its layout in Kafka's group-coordinator module (OffsetCommitKey, OffsetCommitValue, GroupMetadataKey, GroupMetadataValue 3). */
export const parseGroupRecord = (key: Buffer, value: Buffer): GroupRecord | undefined => {
  const keys = openLayout(key);
  const keyVersion = keys.int16();
  const values = openLayout(value);
  const version = values.int16();
  if (OFFSET_KEY_VERSIONS.includes(keyVersion)) {
    const [group, topic, partition] = [keys.string(), keys.string(), keys.int32()];
    return { kind: 'commit', group, topic, partition, offset: Number(value.readBigInt64BE(2)) };
  }
  if (keyVersion !== GROUP_KEY_VERSION) return undefined;
  if (version !== GROUP_VALUE_VERSION)
    throw new Error(`Group metadata has version ${version}, not ${GROUP_VALUE_VERSION}.`);
  const group = keys.string();
  values.string();
  const generation = values.int32();
  values.string();
  values.string();
  values.skip(8);
  const members = Array.from({ length: values.int32() }, (): GroupMember => {
    const memberId = values.string();
    for (const _ of ['group instance', 'client id', 'client host']) values.string();
    values.skip(8);
    values.bytes();
    return { memberId, assignment: kafkajs.AssignerProtocol.MemberAssignment.decode(values.bytes())?.assignment ?? {} };
  });
  return { kind: 'generation', group, generation, members };
};

const openLayout = (buffer: Buffer) => {
  let at = 0;
  const advance = (length: number): number => {
    at += length;
    return at - length;
  };
  const int16 = () => buffer.readInt16BE(advance(2));
  const int32 = () => buffer.readInt32BE(advance(4));
  const take = (length: number): Buffer => {
    const from = advance(Math.max(length, 0));
    return buffer.subarray(from, at);
  };
  return {
    int16,
    int32,
    skip: advance,
    /** Empty where it is null. */
    string: () => take(int16()).toString(),
    bytes: () => take(int32()),
  };
};
