import { imported, synthesise } from './application-fixture.ts';

const application = synthesise();

test('the API has these routes', () => {
  const routes = application
    .ofType('AWS::ApiGateway::Method')
    .filter(({ Properties }) => Properties['HttpMethod'] !== 'OPTIONS')
    .map(({ Metadata }) => Metadata['aws:cdk:path']?.split('/')[1]);

  expect(routes.toSorted()).toEqual([
    'DELETE v1.admin.keys.{lookup}',
    'DELETE v1.admin.limits.{consumer}.{route+}',
    'GET health',
    'GET v1.admin.consumer-groups',
    'GET v1.admin.consumers',
    'GET v1.admin.cutovers.team-a',
    'GET v1.admin.dead-letters',
    'GET v1.admin.dead-letters.automatic',
    'GET v1.admin.ingestion',
    'GET v1.admin.keys',
    'GET v1.admin.limits',
    'GET v1.kafka.consumer-groups',
    'GET v1.kafka.lag',
    'GET v1.kafka.topics',
    'GET v1.market.dispatch',
    'GET v1.orders',
    'GET v1.orders.config',
    'GET v1.orders.semantics',
    'GET v1.orders.stats',
    'GET v1.orders.stats.duplicates',
    'GET v1.orders.{id}',
    'GET v1.stats',
    'GET v1.weather.observations',
    'GET v1.weather.readings',
    'PATCH v1.admin.consumers.{name}',
    'PATCH v1.orders.config',
    'POST v1.admin.consumers.{name}.replay',
    'POST v1.admin.cutovers.team-a',
    'POST v1.admin.dead-letters.redrive',
    'POST v1.admin.ingestion',
    'POST v1.admin.keys',
    'POST v1.market.dispatch',
    'POST v1.orders',
    'POST v1.orders.batch',
    'POST v1.orders.duplicates',
    'POST v1.orders.reset',
    'POST v1.weather.observations',
    'POST v1.weather.readings',
    'PUT v1.admin.cutovers.team-a',
    'PUT v1.admin.dead-letters.automatic',
    'PUT v1.admin.ingestion',
    'PUT v1.admin.limits.{consumer}.{route+}',
  ]);
});

test('the stage is deployed after every stack with routes', () => {
  const stack = application.assembly.getStackByName('SluiceApiStage');

  expect(stack.dependencies.map(({ id }) => id)).toEqual(
    expect.arrayContaining(['SluicePlatform', 'SluiceGrid', 'SluiceOrders']),
  );
});

test("tells the stage's address", () => {
  const { ApiUrl } = application.templates.SluiceApiStage.Outputs;

  expect(ApiUrl?.Value).toEqual({
    'Fn::Join': [
      '',
      [
        'https://',
        imported('RefApi'),
        '.execute-api.',
        { Ref: 'AWS::Region' },
        '.',
        { Ref: 'AWS::URLSuffix' },
        '/demo',
      ],
    ],
  });
});
