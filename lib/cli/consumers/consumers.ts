import type { Command } from 'commander';
import { defineCommandGroup } from '../define-command-group.ts';
import { defineConsumersAdd, defineConsumersRemove } from './edit.ts';
import { defineConsumersLag } from './lag.ts';
import { defineConsumersList } from './list.ts';
import { defineConsumersReplay } from './replay.ts';
import { defineConsumersSlow } from './slow.ts';
import { defineConsumersPause, defineConsumersResume } from './switch.ts';

export const defineConsumers = (program: Command): Command => {
  const group = defineCommandGroup(program, 'consumers', 'Who reads the topics: add, remove, pause, replay, lag.');
  defineConsumersList(group);
  defineConsumersAdd(group);
  defineConsumersRemove(group);
  defineConsumersPause(group);
  defineConsumersResume(group);
  defineConsumersReplay(group);
  defineConsumersLag(group);
  defineConsumersSlow(group);
  return group;
};
