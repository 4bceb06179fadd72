import type { Command } from 'commander';
import { defineCommandGroup } from '../define-command-group.ts';
import { defineDlqAuto } from './auto.ts';
import { defineDlqList } from './list.ts';
import { defineDlqRedrive } from './redrive.ts';
import { defineDlqShow } from './show.ts';

export const defineDlq = (program: Command): Command => {
  const group = defineCommandGroup(program, 'dlq', 'What consumers gave up: look at it, and send it again.');
  defineDlqList(group);
  defineDlqShow(group);
  defineDlqRedrive(group);
  defineDlqAuto(group);
  return group;
};
