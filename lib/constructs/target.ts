import type { IConstruct } from 'constructs';
import { z } from 'zod';

/** The key of the construct tree's context that says for whom templates are written: AWS, whose templates the runner takes too, or LocalStack. */
export const targetContext = 'target';

const Context = z.object({ [targetContext]: z.enum(['aws', 'localstack']).default('aws') });
export type Target = z.infer<typeof Context>[typeof targetContext];

export const targetOf = (scope: IConstruct): Target =>
  Context.parse({ [targetContext]: scope.node.tryGetContext(targetContext) })[targetContext];
