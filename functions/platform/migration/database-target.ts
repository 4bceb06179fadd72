import { z } from 'zod';

/** A `Custom::Migration` as the template describes it. CloudFormation makes texts of numbers. */
export const DatabaseTarget = z.object({
  Host: z.string(),
  Port: z.string(),
  Name: z.string(),
  /** Whom the application connects as. */
  User: z.string(),
  /** IAM: the master makes the user. NONE: whoever knows the address is the user already. */
  Authentication: z.enum(['IAM', 'NONE']),
  MasterSecretArn: z.string(),
});
export type DatabaseTarget = z.infer<typeof DatabaseTarget>;
