import type { Command } from 'commander';
import { defineCommandGroup } from '../define-command-group.ts';
import { defineOrdersConfig } from './config.ts';
import { defineOrdersCrash } from './crash.ts';
import { defineOrdersReset } from './reset.ts';
import { defineOrdersSemantics } from './semantics.ts';
import { defineOrdersStats } from './stats.ts';

export const defineOrders = (program: Command): Command => {
  const orders = defineCommandGroup(
    program,
    'orders',
    'The orders flow: delivery modes switched live, crashes armed, effects counted in the ledger.',
  );
  defineOrdersStats(orders);
  defineOrdersConfig(orders);
  defineOrdersCrash(orders);
  defineOrdersSemantics(orders);
  defineOrdersReset(orders);
  return orders;
};
