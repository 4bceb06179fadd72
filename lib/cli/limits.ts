import type { Command } from 'commander';
import { defineCommandGroup } from './define-command-group.ts';
import { defineLimitsGet } from './limits/get.ts';
import { defineLimitsRemove } from './limits/remove.ts';
import { defineLimitsSet } from './limits/set.ts';

export const defineLimits = (program: Command): Command => {
  const limits = defineCommandGroup(program, 'limits', 'Rate limits: how often a consumer may use a route.');
  defineLimitsGet(limits);
  defineLimitsSet(limits);
  defineLimitsRemove(limits);
  return limits;
};
