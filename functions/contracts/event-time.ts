import { z } from 'zod';

/** ISO 8601 with seconds and an offset or Z, e.g. `2023-01-18T00:05:00+10:00`. */
export const EventTime = z.iso.datetime({ offset: true });

/** `yyyymmddHHMM` as the time is written, in the offset that it states: `2023-01-18T00:05:00+10:00` is `202301180005`. */
export const minuteOf = (eventTime: string): string => eventTime.slice(0, 16).replace(/[-T:]/g, '');
