import ConsumerGroup from 'kafkajs/src/consumer/consumerGroup.js';
import { messageOf } from './message-of.ts';

/** Where a join fails for this, kafkajs's consumer ends, and so does its membership. */
class JoinFailedError extends Error {
  readonly retriable = false;
}

/**
 * Lets all kafkajs consumers of this process join a group wholly or not at all; doing it again changes nothing. Where the connection is
 * lost between joining and being told the partitions, kafkajs 2.2.4 goes on with those that it had: the group takes its heartbeats and
 * refuses its commits, for ever, and nobody reads what was given to it.
 */
export const makeJoinsWhole = (): void => {
  if (areWhole) return;
  areWhole = true;
  const { joinAndSync } = ConsumerGroup.prototype;
  ConsumerGroup.prototype.joinAndSync = async function joinWholly() {
    try {
      await joinAndSync.call(this);
    } catch (cause) {
      throw new JoinFailedError(messageOf(cause), { cause });
    }
  };
};

let areWhole = false;
