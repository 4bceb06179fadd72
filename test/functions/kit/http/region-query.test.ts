import { regionQuery, type WithRegionQuery } from '../../../../functions/kit/http/region-query.ts';
import { route } from '../../../../functions/kit/http/route.ts';
import { apiRequest, lambdaContext } from '../../fixtures/api-request.ts';

const handler = route<WithRegionQuery>()
  .use(regionQuery())
  .handler(async ({ query }: WithRegionQuery) => ({ statusCode: 200, body: JSON.stringify(query) }));

const get = async (queryStringParameters: Record<string, string> | null) => {
  const { statusCode, body } = await handler(apiRequest({ queryStringParameters }) as WithRegionQuery, lambdaContext);
  return { statusCode, answer: JSON.parse(body) };
};

test('asks for the newest 50 of all regions unless told otherwise', async () => {
  expect((await get(null)).answer).toEqual({ limit: 50 });
  expect((await get({ region: 'SA1', limit: '7' })).answer).toEqual({ region: 'SA1', limit: 7 });
});

test.each([{ region: 'WA1' }, { limit: '0' }, { limit: '501' }, { limit: '1e2' }, { limit: '-1' }, { regoin: 'SA1' }])(
  'refuses %p and says which parameter',
  async (query) => {
    const { statusCode, answer } = await get(query as Record<string, string>);

    expect(statusCode).toBe(400);
    expect(JSON.stringify(answer.errors)).toContain(Object.keys(query)[0]);
  },
);
