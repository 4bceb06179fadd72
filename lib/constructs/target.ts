import type { IConstruct } from 'constructs';
import { z } from 'zod';

/** For whom templates are written: AWS, whose templates the runner takes too, or LocalStack. */
const Target = z.enum(['aws', 'localstack']).default('aws');
export type Target = z.infer<typeof Target>;

/** The key of the construct tree's context that says it. */
export const targetContext = 'target';

export const targetOf = (scope: IConstruct): Target => Target.parse(scope.node.tryGetContext(targetContext));
