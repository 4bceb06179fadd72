import { Template } from 'aws-cdk-lib/assertions';
import { Consumer } from '../../../lib/constructs/consumer.ts';
import { ConsumerAlarms } from '../../../lib/constructs/consumer-alarms.ts';
import { CustomResource } from '../../../lib/constructs/custom-resource.ts';
import { functionFixture, stackFixture, topicFixture } from './stack-fixture.ts';

test('on LocalStack a definition is in the metadata, with the function by its name, and nothing refers to it', () => {
  const stack = stackFixture('localstack');
  const target = functionFixture(stack);

  const consumer = new Consumer(stack, {
    function: target,
    topic: topicFixture(stack),
    group: 'accounting',
    startingPosition: 'LATEST',
  });
  new ConsumerAlarms(stack, consumer);

  const { Metadata, Resources } = Template.fromStack(stack).toJSON();
  expect(Metadata['sluice:resources']).toMatchObject({
    'Test/orders/Resource': { Type: 'AWS::MSK::Topic', Properties: { TopicName: 'orders', PartitionCount: 3 } },
    'Test/accounting/Resource': {
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: { FunctionName: 'orders-accept', Topics: ['orders'], StartingPosition: 'LATEST' },
    },
  });
  expect(Object.values<{ Type: string }>(Resources).map(({ Type }) => Type)).not.toEqual(
    expect.arrayContaining([expect.stringMatching(/MSK|EventSourceMapping|Alarm/)]),
  );
});

test('what no runner could read is refused when it is handed over', () => {
  const stack = stackFixture('localstack');
  const handOver = () =>
    new CustomResource(stack, 'Migration', {
      type: 'Custom::Migration',
      function: functionFixture(stack),
      properties: { Host: 'shop.example' },
    });

  expect(handOver).toThrow(/Version/);
});
