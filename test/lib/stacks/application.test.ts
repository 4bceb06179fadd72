import { bundleNames, synthesise } from './application-fixture.ts';

const application = synthesise();

const statements = application
  .ofType('AWS::IAM::Policy')
  .flatMap(({ Properties }) => Properties['PolicyDocument'].Statement as { Action: string[]; Resource: unknown }[])
  .map(({ Action, Resource }) => ({ actions: [Action].flat(), resources: [Resource].flat() }));

test('custom resources are on the closed list', () => {
  const custom = application.resources
    .map(({ Type }) => Type)
    .filter((type) => /^Custom::|^AWS::CloudFormation::CustomResource$/.test(type));

  expect(custom.toSorted()).toEqual(['Custom::KafkaEndpoint', 'Custom::Migration', 'Custom::Seed']);
});

test('every function is ours: built from a bundle, named after its construct', () => {
  const functions = application.ofType('AWS::Lambda::Function');

  expect(new Set(functions.map(({ Metadata }) => Metadata['sluice:bundle']))).toEqual(new Set(bundleNames));
  for (const { Properties, Metadata } of functions) {
    expect(Metadata['sluice:bundle']).toMatch(/^(platform|grid|orders)-[a-z-]+$/);
    expect(Metadata['aws:cdk:path']?.split('/').at(1)).toBe(Properties['FunctionName']);
    expect(Properties).toMatchObject({ Runtime: 'nodejs24.x', Architectures: ['arm64'] });
  }
});

test('every function logs into a group of the template', () => {
  const groups = application.ofType('AWS::Logs::LogGroup').map(({ Properties }) => Properties['LogGroupName']);

  for (const { Properties } of application.ofType('AWS::Lambda::Function')) {
    expect(groups).toContain(`/aws/lambda/${Properties['FunctionName']}`);
  }
});

test('no policy allows a wildcard but where AWS leaves no choice', () => {
  const unnamed = statements.filter(({ resources }) => resources.includes('*')).flatMap(({ actions }) => actions);
  const patterns = statements
    .flatMap(({ resources }) => resources)
    .filter((resource) => resource !== '*' && JSON.stringify(resource).includes('*'));

  expect(statements.flatMap(({ actions }) => actions).filter((action) => action.includes('*'))).toEqual([]);
  expect([...new Set(unnamed)].toSorted()).toEqual([
    'ec2:CreateNetworkInterface',
    'ec2:DeleteNetworkInterface',
    'ec2:DescribeNetworkInterfaces',
    'ec2:DescribeSecurityGroups',
    'ec2:DescribeSubnets',
    'ec2:DescribeVpcs',
    'lambda:ListEventSourceMappings',
  ]);
  for (const pattern of patterns) {
    expect(pattern).toEqual({
      'Fn::Sub': expect.stringMatching(
        /^[^*]+:(cluster\/sluice-demo\/\*|(topic|group)\/sluice-demo\/\*\/[^*]+|group\/sluice-demo\/\*\/(grid-|sluice-dead-letters\.)\*|transactional-id\/sluice-demo\/\*\/orders-\*|event-source-mapping:\*)$/,
      ),
    });
  }
});

test('only the gateway, which writes no data, has a managed policy', () => {
  const managed = application.ofType('AWS::IAM::Role').filter(({ Properties }) => 'ManagedPolicyArns' in Properties);

  expect(managed.map(({ Metadata }) => Metadata['aws:cdk:path'])).toEqual(['SluicePlatform/Api/LogRole/Resource']);
});

test('nothing secret is in the templates', () => {
  const text = JSON.stringify(application.templates);
  const variables = application
    .ofType('AWS::Lambda::Function')
    .flatMap(({ Properties }) => Object.keys(Properties['Environment'].Variables));

  expect(text).not.toMatch(/slc_[a-z0-9]|AKIA[A-Z0-9]|BEGIN [A-Z ]*PRIVATE KEY/i);
  expect(variables.filter((name) => /SECRET|PASSWORD|TOKEN|API_?KEY/i.test(name))).toEqual([]);
});

test('the templates are for any account and region, and look nothing up', () => {
  expect(application.assembly.stacks.map(({ environment }) => environment.name)).toEqual(
    Array(5).fill('aws://unknown-account/unknown-region'),
  );
  expect(application.assembly.manifest.missing ?? []).toEqual([]);
  expect(JSON.stringify(application.templates)).not.toMatch(/\b\d{12}\b|\b(eu|us|ap)-[a-z]+-\d\b/);
});

test('the same inputs give the same templates', () => {
  expect(synthesise().templates).toEqual(application.templates);
});
