import type { ReplayRequest } from '../../../functions/contracts/admin/replay.ts';
import { UsageError } from '../usage-error.ts';

const unitsMs = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const ago = /^(?<count>\d{1,6})(?<unit>[smhd])$/;

/** Where a replay begins: `--beginning`, or `--from` with a time, or with how long ago, as `15m`. */
export const parseFrom = (options: Readonly<Record<string, unknown>>, nowMs: number): ReplayRequest['from'] => {
  const { from, beginning } = options;
  if (beginning === true && from === undefined) return 'beginning';
  if (beginning !== true && typeof from === 'string') {
    const timeMs = parseTime(from, nowMs);
    if (timeMs !== undefined) return new Date(timeMs).toISOString();
  }
  throw new UsageError('A replay begins at one place.', {
    actions: ['--beginning', '--from 15m', '--from 2023-01-18T00:05:00+10:00'],
  });
};

const parseTime = (text: string, nowMs: number): number | undefined => {
  const groups = ago.exec(text)?.groups;
  const unit = groups?.['unit'];
  if (unit === 's' || unit === 'm' || unit === 'h' || unit === 'd') {
    return nowMs - Number(groups?.['count']) * unitsMs[unit];
  }
  const timeMs = Date.parse(text);
  return Number.isNaN(timeMs) ? undefined : timeMs;
};
