import type { Command } from 'commander';
import { resetOrders } from '../client/orders/order-calls.ts';
import { openOrders } from '../client/orders/orders-access.ts';
import { ConfirmationNeededError } from '../confirmation-needed-error.ts';
import { defineOrdersCommand } from './orders-command.ts';

export const defineOrdersReset = (orders: Command): Command =>
  defineOrdersCommand(orders, {
    usage: 'reset',
    purpose: 'Empty the flow’s tables; records that are still in the topic take effect afterwards. Demo stages only.',
    examples: ['./sluice orders reset --yes'],
    options: [['--yes', 'do it without asking']],
    parse: (options) => ({ confirmed: options['yes'] === true }),
    run: async ({ confirmed }, instance) => {
      if (!confirmed) {
        throw new ConfirmationNeededError('This removes all orders, their ledger and their log.', {
          actions: [`./sluice orders reset --yes --instance ${instance.name}`],
        });
      }
      const reset = await resetOrders(await openOrders(instance));
      return { data: reset, lines: [`Emptied ${reset.emptied.join(', ')}.`] };
    },
  });
