import { FunctionError } from '../../../../functions/kit/function-error.ts';
import type { ApiRequest } from '../../../../functions/kit/http/api-request.ts';
import { envelope } from '../../../../functions/kit/http/envelope.ts';
import { route } from '../../../../functions/kit/http/route.ts';
import { apiRequest, lambdaContext } from '../../fixtures/api-request.ts';

class TeapotError extends FunctionError {
  readonly code = 'TEAPOT';
  override readonly status = 503;
  override readonly retryable = true;
}

const answering = route<ApiRequest>().handler(async (request: ApiRequest) =>
  envelope(request, 200, [1, 2], { count: 2, regionFilter: 'NSW1' }),
);
const failingWith = (error: Error) =>
  route<ApiRequest>().handler(async () => {
    throw error;
  });

const call = (handler: typeof answering, headers: Record<string, string>) =>
  handler(apiRequest({ headers }) as ApiRequest, lambdaContext);

test('answers with data and meta, and tells how long it took', async () => {
  const response = await call(answering, { 'X-Correlation-ID': 'trace-7' });

  expect(response.headers).toMatchObject({ 'X-Correlation-ID': 'trace-7', 'Content-Type': 'application/json' });
  expect(response.headers?.['X-Response-Time']).toMatch(/^\d+\.\dms$/);
  expect(JSON.parse(response.body)).toEqual({
    data: [1, 2],
    meta: {
      count: 2,
      region_filter: 'NSW1',
      correlation_id: 'trace-7',
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    },
  });
});

test.each(['', 'a b', 'a\nb', 'x'.repeat(129)])(
  'replaces the ill-formed correlation id %p by one of its own',
  async (given) => {
    const response = await call(answering, { 'x-correlation-id': given });

    expect(response.headers?.['X-Correlation-ID']).toMatch(/^[0-9a-f-]{36}$/);
  },
);

test('answers an error that is ours with its status, code and actions', async () => {
  const error = new TeapotError('No tea', { actions: ['Wait for the tea'] });

  const response = await call(failingWith(error), { 'X-Correlation-ID': 'trace-8' });

  expect(response.statusCode).toBe(503);
  expect(response.headers).toMatchObject({
    'Content-Type': 'application/problem+json',
    'Retry-After': '1',
    'X-Correlation-ID': 'trace-8',
  });
  expect(JSON.parse(response.body)).toEqual({
    type: 'urn:sluice:problem:teapot',
    title: 'Temporarily unavailable',
    status: 503,
    detail: 'No tea',
    code: 'TEAPOT',
    retryable: true,
    actions: ['Wait for the tea'],
    correlation_id: 'trace-8',
  });
});

test('answers an error that nobody foresaw without its text', async () => {
  const response = await call(failingWith(new Error('password=hunter2')), {});

  expect(response.statusCode).toBe(500);
  expect(response.body).not.toContain('hunter2');
  expect(response.headers?.['X-Correlation-ID']).toBe(JSON.parse(response.body).correlation_id);
});

test('takes a request whose headers are null', async () => {
  const response = await answering({ ...apiRequest(), headers: null } as unknown as ApiRequest, lambdaContext);

  expect(response.statusCode).toBe(200);
});
