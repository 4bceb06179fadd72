import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { AwsSolutionsChecks } from 'cdk-nag';
import { applicationFixture } from './application-fixture.ts';

test.each(['demo', 'live'])("cdk-nag's AwsSolutions find nothing that is not acknowledged in stage %s", (stage) => {
  const app = applicationFixture({ stage });
  app.synth();

  const { violations } = new AwsSolutionsChecks(app).validateScope(app);

  expect(violations.map(({ ruleName, violatingResources }) => [ruleName, violatingResources])).toEqual([]);
});

test('cdk-nag is awake: it finds a wildcard that has no reason', () => {
  const app = applicationFixture();
  const role = new Role(app.node.findChild('SluiceGrid'), 'Careless', {
    assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
  });
  role.addToPolicy(new PolicyStatement({ actions: ['dynamodb:*'], resources: ['*'] }));
  app.synth();

  const { violations } = new AwsSolutionsChecks(app).validateScope(app);

  expect(violations.map(({ ruleName }) => ruleName).toSorted()).toEqual([
    'AwsSolutions-IAM5[Action::dynamodb:*]',
    'AwsSolutions-IAM5[Resource::*]',
  ]);
});
