import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Consumer } from '../../../lib/constructs/consumer.ts';
import { functionFixture, onlyProperties, stackFixture, topicFixture } from './stack-fixture.ts';

const mapping = 'AWS::Lambda::EventSourceMapping';

test('writes an event source in the provisioned mode as it is asked for', () => {
  const stack = stackFixture();

  new Consumer(stack, {
    function: functionFixture(stack),
    topic: topicFixture(stack),
    group: 'billing.orders',
    startingPosition: 'TRIM_HORIZON',
    pollers: { minimum: 1, maximum: 3, group: 'shop' },
    batchSize: 500,
    batchWindowSeconds: 1,
    retryAttempts: 4,
    maxRecordAgeSeconds: 3600,
    bisectOnError: true,
    reportBatchItemFailures: true,
    failureDestination: topicFixture(stack, 'dlq.orders'),
  });

  expect(onlyProperties(stack, mapping)).toEqual({
    EventSourceArn: 'arn:aws:kafka:eu-west-1:111122223333:cluster/shop/1',
    FunctionName: { 'Fn::GetAtt': [expect.stringMatching(/^ordersaccept/), 'Arn'] },
    Topics: ['orders'],
    AmazonManagedKafkaEventSourceConfig: { ConsumerGroupId: 'billing.orders' },
    StartingPosition: 'TRIM_HORIZON',
    BatchSize: 500,
    MaximumBatchingWindowInSeconds: 1,
    MaximumRetryAttempts: 4,
    MaximumRecordAgeInSeconds: 3600,
    BisectBatchOnFunctionError: true,
    FunctionResponseTypes: ['ReportBatchItemFailures'],
    DestinationConfig: { OnFailure: { Destination: 'kafka://dlq.orders' } },
    MetricsConfig: { Metrics: ['EventCount', 'ErrorCount', 'KafkaMetrics'] },
    ProvisionedPollerConfig: { MinimumPollers: 1, MaximumPollers: 3, PollerGroupName: 'shop' },
  });
});

test('leaves out of the on-demand mode what that refuses', () => {
  const stack = stackFixture();

  new Consumer(stack, {
    function: functionFixture(stack),
    topic: topicFixture(stack),
    group: 'billing.orders',
    startingPosition: 'LATEST',
  });

  expect(onlyProperties(stack, mapping)).toEqual({
    EventSourceArn: expect.any(String),
    FunctionName: expect.anything(),
    Topics: ['orders'],
    AmazonManagedKafkaEventSourceConfig: { ConsumerGroupId: 'billing.orders' },
    StartingPosition: 'LATEST',
    BatchSize: 100,
    MaximumBatchingWindowInSeconds: 0,
  });
});

test("comes after the function's policy, its topic and its failure destination", () => {
  const stack = stackFixture();

  new Consumer(stack, {
    function: functionFixture(stack),
    topic: topicFixture(stack),
    group: 'billing.orders',
    startingPosition: 'TRIM_HORIZON',
    pollers: { minimum: 1, maximum: 1 },
    failureDestination: topicFixture(stack, 'dlq.orders'),
  });

  const template = Template.fromStack(stack);
  const [resource] = Object.values(template.findResources(mapping));
  const wanted = [
    ...Object.keys(template.findResources('AWS::IAM::Policy')),
    ...Object.keys(template.findResources('AWS::MSK::Topic')),
  ];
  expect(wanted).toHaveLength(3);
  expect(resource?.['DependsOn']).toEqual(expect.arrayContaining(wanted));
});

test('refuses with the construct, the field and the fix', () => {
  const stack = stackFixture();

  const refused = () =>
    new Consumer(stack, {
      function: functionFixture(stack),
      topic: topicFixture(stack),
      group: 'billing.orders',
      startingPosition: 'LATEST',
      batchSize: 20_000,
    });

  expect(refused).toThrow(
    expect.objectContaining({
      code: 'PROPERTY_REFUSED',
      constructPath: 'Test/billing.orders',
      field: 'BatchSize',
      message: 'Test/billing.orders: BatchSize is 20000. Set batchSize to a whole number from 1 to 10000.',
      actions: ['Set batchSize to a whole number from 1 to 10000.'],
    }),
  );
});

test('refuses a function that may run longer than an event source waits', () => {
  const stack = stackFixture();

  const refused = () =>
    new Consumer(stack, {
      function: functionFixture(stack, 'orders-archive', { timeoutSeconds: 900 }),
      topic: topicFixture(stack),
      group: 'archive.orders',
      startingPosition: 'LATEST',
    });

  expect(refused).toThrow("Timeout of the function is 900 seconds. Set the function's timeoutSeconds to 840 or less.");
});

test('refuses a group that another consumer has, in whatever stack', () => {
  const first = stackFixture();
  const second = new Stack(first.node.root, 'Second');
  const consumeIn = (stack: Stack) =>
    new Consumer(stack, {
      function: functionFixture(stack),
      topic: topicFixture(stack),
      group: 'billing.orders',
      startingPosition: 'LATEST',
    });
  consumeIn(first);

  const refused = () => consumeIn(second);

  expect(refused).toThrow('Second/billing.orders: ConsumerGroupId is also that of Test/billing.orders.');
});
