import type { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Api } from '../../../lib/constructs/api.ts';
import { Route, type RouteProps } from '../../../lib/constructs/route.ts';
import { RouteTree } from '../../../lib/constructs/route-tree.ts';
import { functionFixture, stackFixture } from './stack-fixture.ts';

const routesIn = (stack: Stack): RouteTree =>
  new RouteTree(stack, 'Routes', new Api(stack, 'Api', { name: 'shop', stageName: 'demo' }));

test('passes a request on to its function, within the 29 seconds that the gateway gives', () => {
  const stack = stackFixture();

  new Route(stack, { routes: routesIn(stack), method: 'POST', path: '/v1/orders', function: functionFixture(stack) });

  Template.fromStack(stack).hasResourceProperties('AWS::ApiGateway::Method', {
    HttpMethod: 'POST',
    AuthorizationType: 'NONE',
    Integration: { Type: 'AWS_PROXY', IntegrationHttpMethod: 'POST', TimeoutInMillis: 29_000 },
  });
});

test('lets the gateway invoke the function for this method and path of this stage only', () => {
  const stack = stackFixture();

  new Route(stack, {
    routes: routesIn(stack),
    method: 'GET',
    path: '/v1/orders/{id}/items/{item}',
    function: functionFixture(stack),
  });

  const [permission] = Object.values(Template.fromStack(stack).findResources('AWS::Lambda::Permission'));
  const sourceArn = permission?.['Properties'].SourceArn['Fn::Join'][1] as unknown[];
  expect(permission?.['Properties'].Principal).toBe('apigateway.amazonaws.com');
  expect(sourceArn.at(-1)).toBe('/demo/GET/v1/orders/*/items/*');
});

test('shares the resource, and its answer to preflights, with the other methods of the path', () => {
  const stack = stackFixture();
  const routes = routesIn(stack);

  new Route(stack, { routes, method: 'GET', path: '/v1/orders', function: functionFixture(stack, 'orders-list') });
  new Route(stack, { routes, method: 'POST', path: '/v1/orders', function: functionFixture(stack, 'orders-accept') });

  const template = Template.fromStack(stack);
  template.resourcePropertiesCountIs('AWS::ApiGateway::Resource', { PathPart: 'orders' }, 1);
  template.resourcePropertiesCountIs(
    'AWS::ApiGateway::Method',
    {
      HttpMethod: 'OPTIONS',
      Integration: {
        Type: 'MOCK',
        IntegrationResponses: [
          {
            StatusCode: '204',
            ResponseParameters: { 'method.response.header.Access-Control-Allow-Origin': "'*'" },
          },
        ],
      },
    },
    1,
  );
});

test.each(['/v1//orders', '/v1/orders/', '/v1/{id', '/v1/{rest+}/items', '/v1/a b'] as const)(
  'refuses the path %s',
  (path) => {
    const refused = () => route({ path });

    expect(refused).toThrow(expect.objectContaining({ code: 'PROPERTY_REFUSED', field: 'PathPart' }));
  },
);

test.each(['/', '/health', '/v1/orders/{id}', '/files/{proxy+}'] as const)('accepts the path %s', (path) => {
  expect(() => route({ path })).not.toThrow();
});

test('refuses a function that may take longer than the gateway waits', () => {
  const refused = () => route({}, 30);

  expect(refused).toThrow(
    expect.objectContaining({
      constructPath: 'Test/GET v1.orders',
      field: 'TimeoutInMillis',
      actions: ["Set the function's timeoutSeconds to 29 or less."],
    }),
  );
});

const route = (props: Partial<RouteProps>, timeoutSeconds = 10): Route => {
  const stack = stackFixture();
  return new Route(stack, {
    routes: routesIn(stack),
    method: 'GET',
    path: '/v1/orders',
    function: functionFixture(stack, 'orders-list', { timeoutSeconds }),
    ...props,
  });
};
