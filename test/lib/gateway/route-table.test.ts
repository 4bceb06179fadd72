import fc from 'fast-check';
import { buildRouteTable } from '../../../lib/gateway/route-table.ts';
import { lambdaRoute } from './gateway-fixture.ts';

const table = (...routes: [method: string, path: string][]) =>
  buildRouteTable(routes.map(([method, path]) => lambdaRoute(method, path)));

test('a static segment wins over a parameter and a parameter over a greedy one', () => {
  const routes = table(['GET', '/{proxy+}'], ['GET', '/orders/{id}'], ['GET', '/orders/open']);

  expect(routes.find('GET', '/orders/open')?.route.path).toBe('/orders/open');
  expect(routes.find('GET', '/orders/7')?.route.path).toBe('/orders/{id}');
  expect(routes.find('GET', '/orders/7/lines')?.route.path).toBe('/{proxy+}');
});

test('a method of its own wins over ANY', () => {
  const routes = table(['ANY', '/orders'], ['POST', '/orders']);

  expect(routes.find('POST', '/orders')?.route.method).toBe('POST');
  expect(routes.find('DELETE', '/orders')?.route.method).toBe('ANY');
});

test('ANY is the seven methods of API Gateway and no other', () => {
  const routes = table(['ANY', '/orders']);

  const found = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND'].filter((method) =>
    routes.find(method, '/orders'),
  );

  expect(found).toEqual(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
});

test('a resource without the method is not passed over for a greedier one', () => {
  const routes = table(['GET', '/orders/{id}'], ['ANY', '/{proxy+}']);

  expect(routes.find('POST', '/orders/7')).toBeUndefined();
});

test('parameters keep their encoding, whatever their names', () => {
  const routes = table(['GET', '/files/{bucket-name}/{key.path+}']);

  expect(routes.find('GET', '/files/a%20b/x%2Fy/z%2Bw/')?.pathParameters).toEqual({
    'bucket-name': 'a%20b',
    'key.path': 'x%2Fy/z%2Bw',
  });
});

test('a trailing slash does not matter, and a greedy parameter needs something to hold', () => {
  const routes = table(['GET', '/v1/orders'], ['GET', '/files/{proxy+}']);

  expect(routes.find('GET', '/v1/orders/')?.route.path).toBe('/v1/orders');
  expect(routes.find('GET', '/files/')).toBeUndefined();
  expect(routes.find('GET', '/files')).toBeUndefined();
  expect(table(['GET', '/{proxy+}']).find('GET', '/')).toBeUndefined();
});

test('the root is a resource like any other', () => {
  const routes = table(['GET', '/'], ['GET', '/{proxy+}']);

  expect(routes.find('GET', '/')?.route.path).toBe('/');
  expect(routes.find('GET', '/')?.pathParameters).toBeNull();
});

test('a static segment may contain a colon', () => {
  const routes = table(['POST', '/orders:batch']);

  expect(routes.find('POST', '/orders:batch')?.route.path).toBe('/orders:batch');
  expect(routes.find('POST', '/ordersXbatch')).toBeUndefined();
});

test('a parameter may be long', () => {
  const long = 'x'.repeat(4_000);

  expect(table(['GET', '/orders/{id}']).find('GET', `/orders/${long}`)?.pathParameters).toEqual({ id: long });
});

test('paths are told apart by case', () => {
  expect(table(['GET', '/Orders']).find('GET', '/orders')).toBeUndefined();
});

test('each parameter gets the segment at its place', () => {
  const segment = fc.stringMatching(/^[A-Za-z0-9._~-]{1,12}$/).filter((each) => each !== '.' && each !== '..');
  const template = fc.array(fc.oneof(fc.constant('{}'), segment), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(template, fc.array(segment, { minLength: 6, maxLength: 6 }), (parts, values) => {
      const path = parts.map((part, index) => (part === '{}' ? `{p${index}}` : part)).join('/');
      const asked = parts.map((part, index) => (part === '{}' ? values[index] : part)).join('/');

      const match = table(['GET', `/${path}`]).find('GET', `/${asked}`);

      const expected = parts.flatMap((part, index) => (part === '{}' ? [[`p${index}`, values[index]]] : []));
      expect(match?.pathParameters ?? {}).toEqual(Object.fromEntries(expected));
      expect(match).toBeDefined();
    }),
  );
});
