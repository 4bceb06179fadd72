import { Template } from 'aws-cdk-lib/assertions';
import { Api } from '../../../lib/constructs/api.ts';
import { ApiStage } from '../../../lib/constructs/api-stage.ts';
import { Route, type RouteProps } from '../../../lib/constructs/route.ts';
import { RouteTree } from '../../../lib/constructs/route-tree.ts';
import { functionFixture, stackFixture } from './stack-fixture.ts';

type Path = RouteProps['path'];

const deploymentId = (paths: Path[], method: RouteProps['method'] = 'GET', functionName = 'orders-list'): string => {
  const stack = stackFixture();
  const api = new Api(stack, 'Api', { name: 'shop', stageName: 'demo' });
  const routes = new RouteTree(stack, 'Routes', api);
  const answering = functionFixture(stack, functionName);
  for (const path of paths) new Route(stack, { routes, method, path, function: answering });
  new ApiStage(stack, 'Stage', api);
  const [id = ''] = Object.keys(Template.fromStack(stack).findResources('AWS::ApiGateway::Deployment'));
  return id;
};

test('deploys nothing new when no route changed', () => {
  expect(deploymentId(['/v1/orders'])).toBe(deploymentId(['/v1/orders']));
});

test.each<[string, string]>([
  ['another path', deploymentId(['/v1/order'])],
  ['a path more', deploymentId(['/v1/orders', '/v1/items'])],
  ['another method', deploymentId(['/v1/orders'], 'POST')],
  ['another function', deploymentId(['/v1/orders'], 'GET', 'orders-search')],
])('deploys again for %s', (_, changed) => {
  expect(changed).not.toBe(deploymentId(['/v1/orders']));
});

test('logs who asked for what, with how long it took, and throttles floods', () => {
  const stack = stackFixture();
  const api = new Api(stack, 'Api', { name: 'shop', stageName: 'demo' });

  new ApiStage(stack, 'Stage', api);

  const [stage] = Object.values(Template.fromStack(stack).findResources('AWS::ApiGateway::Stage'));
  expect(JSON.parse(stage?.['Properties'].AccessLogSetting.Format)).toMatchObject({
    requestId: '$context.requestId',
    route: '$context.resourcePath',
    status: '$context.status',
    latencyMs: '$context.responseLatency',
  });
  expect(stage?.['Properties']).toMatchObject({
    StageName: 'demo',
    MethodSettings: [
      {
        HttpMethod: '*',
        ResourcePath: '/*',
        DataTraceEnabled: false,
        ThrottlingRateLimit: 2000,
        ThrottlingBurstLimit: 1000,
      },
    ],
  });
});
