import type { ScheduleModel } from '../../assembly/application-model.ts';
import type { Log } from '../../foundation/log.ts';

const unitsMs = { minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const;

/** The period of a `rate(…)` expression (EventBridge's schedule syntax), or undefined for `cron(…)` and `at(…)`. */
export const parseRate = (expression: string): number | undefined => {
  const groups = /^rate\((?<count>\d+) (?<unit>minute|hour|day)s?\)$/.exec(expression)?.groups;
  if (!groups) return undefined;
  const { count, unit } = groups;
  const unitMs = unit === 'minute' ? unitsMs.minute : unit === 'hour' ? unitsMs.hour : unitsMs.day;
  return Number(count) * unitMs;
};

export interface Schedules {
  apply(schedules: readonly ScheduleModel[]): void;
  list(): readonly { readonly schedule: ScheduleModel; readonly running: boolean }[];
  stop(): void;
}

/**
 * Invokes functions by the clock. As on AWS a rate counts from when its rule was made, so nothing fires at the start.
 * Only `rate(…)` runs here; another expression is listed as not running.
 */
export const startSchedules = (
  invoke: (functionName: string, payload: string) => Promise<unknown>,
  log: Log,
): Schedules => {
  const timers = new Map<string, { readonly schedule: ScheduleModel; readonly timer: NodeJS.Timeout | undefined }>();

  const start = (schedule: ScheduleModel): NodeJS.Timeout | undefined => {
    const periodMs = parseRate(schedule.expression);
    if (periodMs === undefined || !schedule.enabled) return undefined;
    return setInterval(() => {
      invoke(schedule.functionName, schedule.input ?? toScheduledEvent(schedule)).catch((error: unknown) => {
        log.error({ error, schedule: schedule.name }, 'A scheduled invocation was refused.');
      });
    }, periodMs);
  };

  return {
    apply: (schedules) => {
      const wanted = new Map(schedules.map((schedule) => [schedule.path, schedule]));
      for (const [path, { schedule, timer }] of timers) {
        if (JSON.stringify(wanted.get(path)) === JSON.stringify(schedule)) continue;
        clearInterval(timer);
        timers.delete(path);
      }
      for (const [path, schedule] of wanted) {
        if (!timers.has(path)) timers.set(path, { schedule, timer: start(schedule) });
      }
    },
    list: () => [...timers.values()].map(({ schedule, timer }) => ({ schedule, running: timer !== undefined })),
    stop: () => {
      for (const { timer } of timers.values()) clearInterval(timer);
      timers.clear();
    },
  };
};

/** EventBridge's "Scheduled Event". */
const toScheduledEvent = (schedule: ScheduleModel): string =>
  JSON.stringify({
    version: '0',
    id: crypto.randomUUID(),
    'detail-type': 'Scheduled Event',
    source: 'aws.events',
    account: '000000000000',
    time: `${new Date().toISOString().slice(0, 19)}Z`,
    region: 'us-east-1',
    resources: [schedule.name],
    detail: {},
  });
