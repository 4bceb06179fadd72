import type { Command } from 'commander';
import type { DuplicateStats, OrderStats } from '../../../functions/contracts/orders/order-stats.ts';
import { readDuplicateStats, readOrderStats } from '../client/orders/order-calls.ts';
import { openOrders } from '../client/orders/orders-access.ts';
import { toColumns } from '../columns.ts';
import { defineOrdersCommand } from './orders-command.ts';

const toStatsLines = (stats: OrderStats): string[] => {
  const modes = Object.entries(stats.effects_by_mode).map(([mode, effects]) => `${effects} ${mode}`);
  return toColumns([
    ['effects in the ledger', String(stats.effects), modes.join(', ')],
    ['orders with an effect', String(stats.orders_with_effect), `charged ${stats.charged_amount}`],
    ['effects beyond the first', String(stats.duplicate_effects), ''],
    ['lost', String(stats.lost), 'have a marker and no effect'],
    ['markers', String(stats.processed_messages), ''],
    ['records received', String(stats.received), `${stats.processed} processed, ${stats.failed} failed`],
    ['records skipped as duplicates', String(stats.duplicates_skipped), ''],
  ]);
};

const toDuplicateLines = ({ orders }: DuplicateStats): string[] =>
  orders.length === 0
    ? ['No order has more than one effect, and no record was skipped.']
    : toColumns([
        ['order', 'effects', 'records skipped'],
        ...orders.map(({ order_id, effects, duplicates_skipped }) => [
          order_id,
          String(effects),
          String(duplicates_skipped),
        ]),
      ]);

export const defineOrdersStats = (orders: Command): Command =>
  defineOrdersCommand(orders, {
    usage: 'stats',
    purpose: 'Count effects, losses and duplicates in the ledger.',
    examples: ['./sluice orders stats', './sluice orders stats --duplicates', './sluice orders stats -o json'],
    options: [['--duplicates', 'the orders that have more than one effect or a skipped record, at most 100']],
    parse: (options) => ({ duplicates: options['duplicates'] === true }),
    run: async ({ duplicates }, instance) => {
      const access = await openOrders(instance);
      if (duplicates) {
        const stats = await readDuplicateStats(access);
        return { data: stats, lines: toDuplicateLines(stats) };
      }
      const stats = await readOrderStats(access);
      return { data: stats, lines: toStatsLines(stats) };
    },
  });
