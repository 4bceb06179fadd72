import { kafkaArn, synthesise } from './application-fixture.ts';

const application = synthesise();
const configTable = {
  'Fn::GetAtt': [application.logicalIdAt('SluicePlatform/sluice-config/Table/Resource'), 'Arn'],
};
const partitionsOf = (name: string) =>
  application
    .resourceAt(`SluicePlatform/${name}/Role/DefaultPolicy/Resource`)
    .Properties['PolicyDocument'].Statement.filter(({ Resource }: { Resource: unknown }) =>
      JSON.stringify(Resource).includes('sluiceconfig'),
    )
    .map(({ Action, Condition }: { Action: unknown; Condition?: Record<string, Record<string, string>> }) => [
      Action,
      Condition?.['ForAllValues:StringEquals']?.['dynamodb:LeadingKeys'],
    ]);

test('automatic redrive runs every minute, longer than a request may', () => {
  const { Properties } = application.resourceAt('SluicePlatform/AutomaticRedrive/Resource');
  const target = application.resourceAt('SluicePlatform/platform-redrive-automatically/Resource');

  expect(Properties).toMatchObject({
    ScheduleExpression: 'rate(1 minute)',
    State: 'ENABLED',
    Targets: [
      {
        Arn: {
          'Fn::GetAtt': [application.logicalIdAt('SluicePlatform/platform-redrive-automatically/Resource'), 'Arn'],
        },
      },
    ],
  });
  expect(target.Properties['Timeout']).toBe(60);
});

test('it may do what a redrive that is asked for may, and tell what it did', () => {
  const asked = partitionsOf('platform-redrive-dead-letters');

  expect(asked).toEqual([
    ['dynamodb:GetItem', undefined],
    [['dynamodb:DeleteItem', 'dynamodb:PutItem', 'dynamodb:Query'], 'redrive'],
  ]);
  expect(partitionsOf('platform-redrive-automatically')).toEqual([...asked, ['dynamodb:PutItem', 'automatic-redrive']]);
  const produces = application
    .statementsOf('SluicePlatform/platform-redrive-automatically')
    .filter(([actions]) => [actions].flat().includes('kafka-cluster:WriteData'))
    .flatMap(([, resource]) => resource);
  expect(produces).toEqual(
    expect.arrayContaining([kafkaArn('topic', 'market.dispatch'), kafkaArn('topic', 'weather.observations')]),
  );
});

test('only who switches it may write its settings', () => {
  expect(partitionsOf('platform-show-automatic-redrive')).toEqual([['dynamodb:GetItem', undefined]]);
  expect(application.statementsOf('SluicePlatform/platform-change-automatic-redrive').slice(1)).toEqual([
    ['dynamodb:GetItem', configTable],
    ['dynamodb:PutItem', configTable],
  ]);
  expect(partitionsOf('platform-change-automatic-redrive')[1]).toEqual(['dynamodb:PutItem', 'automatic-redrive']);
});
