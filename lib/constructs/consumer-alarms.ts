import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { Consumer } from './consumer.ts';

const causes = {
  DroppedEventCount: 'Records were given up and are nowhere: the failure destination did not take them.',
  OnFailureDestinationDeliveredEventCount: 'Records were given up; they are on the dead-letter topic.',
} as const;

/** Says when a consumer's event source gives records up; nothing of one that Lambda does not have. */
export class ConsumerAlarms extends Construct {
  constructor(scope: Construct, consumer: Consumer) {
    super(scope, `${consumer.group}.alarms`);
    const { mappingUuid } = consumer;
    if (mappingUuid === undefined) return;
    for (const [metricName, alarmDescription] of Object.entries(causes)) {
      new Alarm(this, metricName, {
        alarmDescription: `${consumer.group}: ${alarmDescription}`,
        metric: new Metric({
          namespace: 'AWS/Lambda',
          metricName,
          dimensionsMap: { EventSourceMappingUUID: mappingUuid },
          statistic: 'Sum',
          period: Duration.minutes(5),
        }),
        threshold: 0,
        evaluationPeriods: 1,
        comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
        // A source that has nothing to do tells nothing.
        treatMissingData: TreatMissingData.NOT_BREACHING,
      });
    }
  }
}
