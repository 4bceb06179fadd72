import { CfnRule } from 'aws-cdk-lib/aws-events';
import { CfnPermission } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { FlowFunction } from './flow-function.ts';
import { RefusedPropertyError } from './refused-property-error.ts';

export interface ScheduleProps {
  readonly function: FlowFunction;
  readonly everyMinutes: number;
}

/** Invokes a function at a fixed rate. An invocation that comes too late for its interval is dropped: the next one does its work. */
export class Schedule extends Construct {
  constructor(scope: Construct, id: string, { function: target, everyMinutes }: ScheduleProps) {
    super(scope, id);
    if (!Number.isInteger(everyMinutes) || everyMinutes < 1) {
      throw new RefusedPropertyError(this, {
        field: 'ScheduleExpression',
        problem: `has a rate of ${everyMinutes} minutes`,
        fix: 'Set everyMinutes to a whole number from 1.',
      });
    }

    const rule = new CfnRule(this, 'Resource', {
      name: target.functionName,
      scheduleExpression: everyMinutes === 1 ? 'rate(1 minute)' : `rate(${everyMinutes} minutes)`,
      state: 'ENABLED',
      targets: [
        {
          id: target.functionName,
          arn: target.functionArn,
          retryPolicy: { maximumEventAgeInSeconds: Math.min(everyMinutes * 60, 86_400), maximumRetryAttempts: 2 },
        },
      ],
    });
    new CfnPermission(this, 'Permission', {
      action: 'lambda:InvokeFunction',
      functionName: target.functionArn,
      principal: 'events.amazonaws.com',
      sourceArn: rule.attrArn,
    });
  }
}
