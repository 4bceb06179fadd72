import type { APIGatewayProxyEventHeaders } from 'aws-lambda';
import { Problem } from '../../../../functions/contracts/problem.ts';
import { FunctionError } from '../../../../functions/kit/function-error.ts';
import type { KeyedRequest } from '../../../../functions/kit/http/api-request.ts';
import { rateLimit } from '../../../../functions/kit/http/rate-limit.ts';
import { route } from '../../../../functions/kit/http/route.ts';
import type { RateLimiter } from '../../../../functions/kit/rate-limit/rate-limiter.ts';
import { apiRequest, lambdaContext } from '../../fixtures/api-request.ts';

const rule = { algorithm: 'sliding-log', limit: 100, windowSeconds: 60 } as const;
const nowMs = 1_700_000_000_000;
const admitting: RateLimiter = {
  admit: async () => ({ admitted: true, remaining: 41, resetMs: nowMs + 59_001, rule }),
};
const refusing: RateLimiter = {
  admit: async () => ({ admitted: false, remaining: 0, resetMs: nowMs + 59_001, retryMs: nowMs + 1_500, rule }),
};

const call = async (limiter: RateLimiter, answer: () => Promise<{ statusCode: number; body: string }>) => {
  const handler = route<KeyedRequest>()
    .use(rateLimit(limiter, '/v1/stats', () => nowMs))
    .handler(answer);
  return handler(
    { ...apiRequest({ headers: {} as APIGatewayProxyEventHeaders }), consumer: 'risk-team' } as KeyedRequest,
    lambdaContext,
  );
};

class UnreadableError extends FunctionError {
  readonly code = 'UNREADABLE';
  override readonly status = 400;
}

const left = (remaining: number) => ({
  'RateLimit-Limit': '100',
  'RateLimit-Remaining': String(remaining),
  'RateLimit-Reset': '60',
  'X-RateLimit-Limit': '100',
  'X-RateLimit-Remaining': String(remaining),
  'X-RateLimit-Reset': '60',
});

test('an admitted request is answered with what is left', async () => {
  const { statusCode, headers } = await call(admitting, async () => ({ statusCode: 200, body: '{}' }));

  expect(statusCode).toBe(200);
  expect(headers).toMatchObject(left(41));
  expect(headers).not.toHaveProperty('Retry-After');
});

test('an error of an admitted request tells what is left too', async () => {
  const { statusCode, headers } = await call(admitting, async () => {
    throw new UnreadableError('No');
  });

  expect(statusCode).toBe(400);
  expect(headers).toMatchObject(left(41));
});

test('a refused request does not reach the handler and is told whose limit it ran into and when to come again', async () => {
  let reached = false;

  const { statusCode, headers, body } = await call(refusing, async () => {
    reached = true;
    return { statusCode: 200, body: '{}' };
  });

  expect(reached).toBe(false);
  expect(statusCode).toBe(429);
  expect(headers).toMatchObject({ ...left(0), 'Retry-After': '2', 'Content-Type': 'application/problem+json' });
  expect(Problem.parse(JSON.parse(body))).toMatchObject({
    title: 'Too many requests',
    code: 'RATE_LIMITED',
    retryable: true,
    detail: 'risk-team may send 100 requests in 60 s to /v1/stats',
    actions: ['Send the request again in 2 s', 'Ask for a higher limit'],
    rate_limit: {
      consumer: 'risk-team',
      route: '/v1/stats',
      algorithm: 'sliding-log',
      limit: 100,
      window_seconds: 60,
      reset: 60,
    },
  });
});
