import type { OrderSettings } from '../../../functions/contracts/orders/order-settings.ts';
import { toColumns } from '../columns.ts';

const onOff = (value: boolean): string => (value ? 'on' : 'off');

const toCrashText = ({ crash }: OrderSettings): string =>
  crash === null || crash.charges === 0
    ? 'none armed'
    : `at ${crash.point}, ${crash.charges} more, after ${crash.after_records} records where the point is amid them`;

/** What the flow is told, as a table for people. */
export const toSettingsLines = (settings: OrderSettings): string[] =>
  toColumns([
    ['mode', settings.delivery_mode],
    ['transactions', onOff(settings.enable_transactions)],
    ['idempotency', settings.enable_transactions ? 'on, as transactions need it' : onOff(settings.enable_idempotency)],
    ['failure rate', String(settings.failure_rate)],
    ['crash', toCrashText(settings)],
  ]);
