import { synthesise } from './application-fixture.ts';

const application = synthesise();
const configTable = {
  'Fn::GetAtt': [application.logicalIdAt('SluicePlatform/sluice-config/Table/Resource'), 'Arn'],
};

test.each([
  ['GET', 'platform-show-ingestion'],
  ['PUT', 'platform-change-ingestion'],
  ['POST', 'platform-run-ingestion'],
])('%s /v1/admin/ingestion is answered by %s', (method, name) => {
  const { Properties } = application.resourceAt(`SluicePlatform/${method} v1.admin.ingestion/Resource`);

  expect(Properties).toMatchObject({
    HttpMethod: method,
    ResourceId: {
      Ref: application.logicalIdAt('SluicePlatform/Routes/v1/admin/ingestion/Resource'),
    },
  });
  expect(JSON.stringify(Properties['Integration'])).toContain(
    application.logicalIdAt(`SluicePlatform/${name}/Resource`),
  );
});

test('each may read the configuration and do its own work, nothing else', () => {
  const beyondLogs = (name: string) =>
    application
      .resourceAt(`SluicePlatform/${name}/Role/DefaultPolicy/Resource`)
      .Properties['PolicyDocument'].Statement.slice(1)
      .map(({ Effect: _, ...statement }: { Effect: string }) => statement);
  const reads = { Action: 'dynamodb:GetItem', Resource: configTable };

  expect(beyondLogs('platform-show-ingestion')).toEqual([
    reads,
    { Action: 'lambda:ListEventSourceMappings', Resource: '*' },
  ]);
  expect(beyondLogs('platform-change-ingestion')).toEqual([
    reads,
    {
      Action: 'dynamodb:PutItem',
      Resource: configTable,
      Condition: { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': 'ingest' } },
    },
  ]);
  expect(beyondLogs('platform-run-ingestion')).toEqual([
    reads,
    {
      Action: 'lambda:InvokeFunction',
      Resource: {
        'Fn::Sub': `arn:\${AWS::Partition}:lambda:\${AWS::Region}:\${AWS::AccountId}:function:grid-ingest`,
      },
    },
  ]);
});

test('the function that is invoked is the one that ingests', () => {
  const { INGEST_FUNCTION: name } = application.variablesOf('SluicePlatform/platform-run-ingestion');

  expect(application.resourceAt('SluiceGrid/grid-ingest/Resource').Properties['FunctionName']).toBe(name);
});
