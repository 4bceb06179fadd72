import type { Command } from 'commander';
import { ArmedCrash, CrashPoint } from '../../../functions/contracts/orders/crash-point.ts';
import { changeOrderSettings } from '../client/orders/order-settings.ts';
import { openOrders } from '../client/orders/orders-access.ts';
import { UsageError } from '../usage-error.ts';
import { defineOrdersCommand } from './orders-command.ts';
import { toSettingsLines } from './settings-lines.ts';

/** What an option has to be, by the field that it gives. */
const fixes: Readonly<Record<string, string>> = {
  point: `use one of ${[...CrashPoint.options, 'off'].join(', ')}`,
  charges: '--charges is a whole number from 0 to 100, for example --charges 1',
  after_records: '--after-records is a whole number from 1 to 1000, for example --after-records 3',
};

const toNumber = (text: unknown): number => (text === '' ? Number.NaN : Number(text));

const parseCrash = (options: Readonly<Record<string, unknown>>, point: string | undefined): ArmedCrash | null => {
  if (point === 'off') return null;
  const parsed = ArmedCrash.safeParse({
    point,
    charges: toNumber(options['charges']),
    after_records: toNumber(options['afterRecords']),
  });
  if (parsed.success) return parsed.data;
  const fields = [...new Set(parsed.error.issues.map(({ path }) => path.join('.')))];
  throw new UsageError(`No such crash can be armed: ${fields.join(', ')}.`, {
    actions: fields.flatMap((field) => fixes[field] ?? []),
  });
};

export const defineOrdersCrash = (orders: Command): Command =>
  defineOrdersCommand(orders, {
    usage: 'crash <point>',
    purpose: 'Have functions kill themselves at an instruction, so many times and no more; off disarms it.',
    examples: [
      './sluice orders crash between-writes',
      './sluice orders crash mid-batch --after-records 3 --charges 2',
      './sluice orders crash while-producing -o json',
      './sluice orders crash off',
    ],
    options: [
      ['--charges <n>', 'how many crashes, over all execution environments', '1'],
      ['--after-records <n>', 'at mid-batch and while-producing: how many records are written before', '1'],
    ],
    parse: (options, [point]) => parseCrash(options, point),
    run: async (crash, instance) => {
      const settings = await changeOrderSettings(await openOrders(instance), { crash });
      return { data: settings, lines: toSettingsLines(settings) };
    },
  });
