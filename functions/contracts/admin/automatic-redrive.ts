import { z } from 'zod';

/** The partition of the config table that holds whether and how given-up records are sent again by themselves. */
export const automaticRedrivePartition = 'automatic-redrive';

export const automaticRedriveAddress = (item: 'settings' | 'last-run') => ({ pk: automaticRedrivePartition, sk: item });

/** When a record that was given up is sent again by itself: `firstDelaySeconds` after its death, then twice as late each time. */
export const Backoff = z.strictObject({
  /** After so many attempts it stays where it is, exhausted. */
  attempts: z.int().min(1).max(10).default(6),
  firstDelaySeconds: z.int().min(1).max(3_600).default(60),
});
export type Backoff = z.infer<typeof Backoff>;

/** The body of PUT /v1/admin/dead-letters/automatic, and its `data`; it holds from the next run on. */
export const AutomaticRedriveSettings = z.strictObject({ enabled: z.boolean(), ...Backoff.shape });
export type AutomaticRedriveSettings = z.infer<typeof AutomaticRedriveSettings>;

/** What the last run did while it was switched on. */
export const AutomaticRedriveRun = z.strictObject({
  at: z.iso.datetime(),
  redriven: z.int(),
  /** Letters that were due and had to wait for the next run. */
  remaining: z.int(),
  notDue: z.int(),
  nextAt: z.iso.datetime().nullable(),
  exhausted: z.int(),
});
export type AutomaticRedriveRun = z.infer<typeof AutomaticRedriveRun>;

/** `data` of GET /v1/admin/dead-letters/automatic. */
export const AutomaticRedriveStatus = z.strictObject({
  settings: AutomaticRedriveSettings,
  /** Null before the first run. */
  lastRun: AutomaticRedriveRun.nullable(),
});
export type AutomaticRedriveStatus = z.infer<typeof AutomaticRedriveStatus>;
