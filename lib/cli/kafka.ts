import type { Command } from 'commander';
import { defineCommandGroup } from './define-command-group.ts';
import { defineKafkaGroups } from './kafka/groups.ts';
import { defineKafkaLag } from './kafka/lag.ts';
import { defineKafkaTopics } from './kafka/topics.ts';

export const defineKafka = (program: Command): Command => {
  const kafka = defineCommandGroup(program, 'kafka', 'What the broker holds: topics, consumer groups, lag.');
  defineKafkaTopics(kafka);
  defineKafkaGroups(kafka);
  defineKafkaLag(kafka);
  return kafka;
};
