import type { Command } from 'commander';
import { readSemantics } from '../client/orders/order-calls.ts';
import { openOrders } from '../client/orders/orders-access.ts';
import { toSemanticsLines } from '../client/orders/semantics-lines.ts';
import { defineOrdersCommand } from './orders-command.ts';

export const defineOrdersSemantics = (orders: Command): Command =>
  defineOrdersCommand(orders, {
    usage: 'semantics',
    purpose: 'What each delivery mode guarantees, and what a crash at each point does to it.',
    examples: ['./sluice orders semantics', './sluice orders semantics -o json'],
    parse: () => undefined,
    run: async (_, instance) => {
      const semantics = await readSemantics(await openOrders(instance));
      return { data: semantics, lines: toSemanticsLines(semantics) };
    },
  });
