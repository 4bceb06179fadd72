import type { APIGatewayProxyEvent } from 'aws-lambda';
import { z } from 'zod';
import { envelope } from '../../../../functions/kit/http/envelope.ts';
import { jsonObject, type WithInput } from '../../../../functions/kit/http/json-object.ts';
import { route } from '../../../../functions/kit/http/route.ts';
import { lambdaContext, postRequest } from '../../fixtures/api-request.ts';

type Switch = { enabled: boolean };

const handler = route<WithInput<Switch>>()
  .use(jsonObject(z.strictObject({ enabled: z.boolean() })))
  .handler(async (request) => envelope(request, 200, request.input, { count: 1 }));

const answer = async (request: APIGatewayProxyEvent) => {
  const { statusCode, body } = await handler(request as WithInput<Switch>, lambdaContext);
  return { statusCode, body: JSON.parse(body) };
};

test('gives the handler what was posted', async () => {
  const { statusCode, body } = await answer(postRequest({ enabled: true }));

  expect(statusCode).toBe(200);
  expect(body.data).toEqual({ enabled: true });
});

test('names each wrong field and how to put it right', async () => {
  const { statusCode, body } = await answer(postRequest({ enabled: 'yes', speed: 1 }));

  expect(statusCode).toBe(400);
  expect(body).toMatchObject({ code: 'INVALID_BODY', retryable: false });
  expect(body.errors).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ path: 'enabled', fix: 'Give enabled as boolean' }),
      expect.objectContaining({ fix: 'Leave out speed' }),
    ]),
  );
});

test.each([
  ['an array', postRequest([{ enabled: true }]), 400],
  ['no JSON', postRequest('{'), 400],
  ['another content type', { ...postRequest({ enabled: true }), headers: { 'Content-Type': 'text/plain' } }, 415],
])('refuses %s', async (_, request, expected) => {
  expect((await answer(request)).statusCode).toBe(expected);
});
