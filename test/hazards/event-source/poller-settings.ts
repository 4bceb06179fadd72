import { z } from 'zod';

/** What a poller process is started with. */
export const PollerSettings = z.object({
  name: z.string(),
  topic: z.string(),
  groupId: z.string(),
  brokerPort: z.int(),
  /** Where the connections to the broker go instead. */
  proxyPort: z.int(),
  /** The handler's. */
  codeDirectory: z.string(),
  /** One line for each record that a handler stored. */
  ledgerFile: z.string(),
  /** One line for each decision of the pollers. */
  logFile: z.string(),
});
export type PollerSettings = z.infer<typeof PollerSettings>;
