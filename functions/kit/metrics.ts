import { Metrics } from '@aws-lambda-powertools/metrics';

/** CloudWatch metrics as lines of the function's log (embedded metric format), with the function's name as dimension. */
export const metrics = new Metrics({ namespace: 'Sluice' });
