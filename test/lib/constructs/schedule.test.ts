import { Schedule } from '../../../lib/constructs/schedule.ts';
import { functionFixture, onlyProperties, stackFixture } from './stack-fixture.ts';

test.each([
  [1, 'rate(1 minute)', 60],
  [5, 'rate(5 minutes)', 300],
])('every %d minutes is %s, and a late invocation is dropped', (everyMinutes, expression, oldestSeconds) => {
  const stack = stackFixture();

  new Schedule(stack, 'Ingestion', { function: functionFixture(stack, 'orders-import'), everyMinutes });

  expect(onlyProperties(stack, 'AWS::Events::Rule')).toEqual({
    Name: 'orders-import',
    ScheduleExpression: expression,
    State: 'ENABLED',
    Targets: [
      {
        Id: 'orders-import',
        Arn: { 'Fn::GetAtt': [expect.stringMatching(/^ordersimport/), 'Arn'] },
        RetryPolicy: { MaximumEventAgeInSeconds: oldestSeconds, MaximumRetryAttempts: 2 },
      },
    ],
  });
});

test('may be invoked by its own rule only', () => {
  const stack = stackFixture();

  new Schedule(stack, 'Ingestion', { function: functionFixture(stack), everyMinutes: 5 });

  expect(onlyProperties(stack, 'AWS::Lambda::Permission')).toMatchObject({
    Action: 'lambda:InvokeFunction',
    Principal: 'events.amazonaws.com',
    SourceArn: { 'Fn::GetAtt': [expect.stringMatching(/^Ingestion/), 'Arn'] },
  });
});

test.each([0, 0.5, -1])('refuses a rate of %d minutes', (everyMinutes) => {
  const stack = stackFixture();

  const refused = () => new Schedule(stack, 'Ingestion', { function: functionFixture(stack), everyMinutes });

  expect(refused).toThrow(expect.objectContaining({ constructPath: 'Test/Ingestion', field: 'ScheduleExpression' }));
});
