import type { Command } from 'commander';
import { DeliveryMode } from '../../../functions/contracts/orders/delivery-mode.ts';
import type { OrderSettingsChange } from '../../../functions/contracts/orders/order-settings.ts';
import { changeOrderSettings, readOrderSettings } from '../client/orders/order-settings.ts';
import { openOrders } from '../client/orders/orders-access.ts';
import { UsageError } from '../usage-error.ts';
import { defineOrdersCommand } from './orders-command.ts';
import { toSettingsLines } from './settings-lines.ts';

const parseMode = (text: unknown): DeliveryMode => {
  const parsed = DeliveryMode.safeParse(text);
  if (parsed.success) return parsed.data;
  throw new UsageError(`--mode ${String(text)} is no delivery mode.`, {
    actions: DeliveryMode.options.map((mode) => `./sluice orders config --mode ${mode}`),
  });
};

const parseSwitch = (option: string, text: unknown): boolean => {
  if (text === 'on' || text === 'off') return text === 'on';
  throw new UsageError(`${option} ${String(text)} is neither on nor off.`, {
    actions: [`${option} on`, `${option} off`],
  });
};

const parseRate = (text: unknown): number => {
  const rate = Number(text);
  if (text !== '' && rate >= 0 && rate <= 1) return rate;
  throw new UsageError(`--failure-rate ${String(text)} is no number from 0 to 1.`, {
    actions: ['--failure-rate 0.1 lets one record in ten fail', '--failure-rate 0 lets none'],
  });
};

const parseChange = ({
  mode,
  transactions,
  idempotency,
  failureRate,
}: Readonly<Record<string, unknown>>): OrderSettingsChange => ({
  ...(mode === undefined ? {} : { delivery_mode: parseMode(mode) }),
  ...(transactions === undefined ? {} : { enable_transactions: parseSwitch('--transactions', transactions) }),
  ...(idempotency === undefined ? {} : { enable_idempotency: parseSwitch('--idempotency', idempotency) }),
  ...(failureRate === undefined ? {} : { failure_rate: parseRate(failureRate) }),
});

export const defineOrdersConfig = (orders: Command): Command =>
  defineOrdersCommand(orders, {
    usage: 'config',
    purpose: 'Show how orders are handled, or change it: returns when the change is in force in every function.',
    examples: [
      './sluice orders config',
      './sluice orders config --mode at-least-once',
      './sluice orders config --mode exactly-once --transactions on --failure-rate 0 -o json',
    ],
    options: [
      ['--mode <mode>', 'at-most-once, at-least-once or exactly-once'],
      ['--transactions <on|off>', 'produce in Kafka transactions'],
      ['--idempotency <on|off>', 'without transactions: have the broker recognise what is sent again'],
      ['--failure-rate <part>', 'the part of the records whose processing fails, from 0 to 1'],
    ],
    parse: parseChange,
    run: async (change, instance) => {
      const access = await openOrders(instance);
      const changes = Object.keys(change).length > 0;
      const settings = await (changes ? changeOrderSettings(access, change) : readOrderSettings(access));
      return { data: settings, lines: toSettingsLines(settings) };
    },
  });
