import { applicationFixture, synthesise } from './application-fixture.ts';

const application = synthesise();
const dashboardOf = ({ resourceAt }: typeof application) =>
  resourceAt('SluiceGrid/Dashboard/Resource/Resource').Properties;
const body = JSON.stringify(dashboardOf(application)['DashboardBody']);

test.each([
  'RequestsLimited',
  '4XXError',
  'HopT0T1',
  'HopT0T5',
  'MaxOffsetLag',
  'EstimatedMaxTimeLag',
  'PolledEventCount',
  'DroppedEventCount',
  'OnFailureDestinationDeliveredEventCount',
  'EventsDeadLettered',
  'SourceFallbacks',
])('the dashboard shows %s', (metric) => {
  expect(body).toContain(`MetricName=\\\\\\"${metric}\\\\\\"`);
});

test.each(['OrdersProcessed', 'OrdersDuplicate', 'OrdersFailed', 'TransactionsAborted', 'HopT0T5'])(
  'the dashboard of orders shows %s of its own functions',
  (metric) => {
    const { DashboardBody, DashboardName } = application.resourceAt(
      'SluiceOrders/Dashboard/Resource/Resource',
    ).Properties;

    expect(DashboardName).toBe('sluice-demo-orders');
    expect(JSON.stringify(DashboardBody)).toContain(`service=orders- MetricName=\\\\\\"${metric}\\\\\\"`);
    expect(body).not.toContain('OrdersProcessed');
  },
);

test('an output of the stack says where the dashboard is', () => {
  const name = dashboardOf(application)['DashboardName'];

  expect(name).toBe('sluice-demo-grid');
  expect(application.templates.SluiceGrid.Outputs['DashboardUrl']?.Value).toEqual({
    'Fn::Sub': expect.stringMatching(new RegExp(`#dashboards/dashboard/${name}$`)),
  });
});

test('a consumer more is on the dashboard without a change of it, and has alarms of its own', () => {
  const more = synthesise(applicationFixture({ gridConsumers: [{ name: 'analytics' }, { name: 'risk' }] }));

  expect(dashboardOf(more)).toEqual(dashboardOf(application));
  expect(more.ofType('AWS::CloudWatch::Alarm')).toHaveLength(application.ofType('AWS::CloudWatch::Alarm').length + 4);
});

test.each(['DroppedEventCount', 'OnFailureDestinationDeliveredEventCount'])(
  'every event source has an alarm on %s, and measures it',
  (metric) => {
    const mappings = Object.values(application.templates)
      .flatMap(({ Resources }) => Object.entries(Resources))
      .filter(([, { Type }]) => Type === 'AWS::Lambda::EventSourceMapping');
    const watched = application
      .ofType('AWS::CloudWatch::Alarm')
      .filter(({ Properties }) => Properties['MetricName'] === metric)
      .map(({ Properties }) => Properties['Dimensions'][0].Value.Ref);

    expect(mappings).toHaveLength(4);
    expect(watched.toSorted()).toEqual(mappings.map(([id]) => id).toSorted());
    for (const [, { Properties }] of mappings) expect(Properties['MetricsConfig'].Metrics).toContain('EventCount');
  },
);
