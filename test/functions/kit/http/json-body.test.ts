import { MarketDispatchInput } from '../../../../functions/contracts/grid/market-dispatch-event-v1.ts';
import { jsonBody, type WithItems } from '../../../../functions/kit/http/json-body.ts';
import { route } from '../../../../functions/kit/http/route.ts';
import { apiRequest, lambdaContext, postRequest } from '../../fixtures/api-request.ts';
import { dispatchEvent } from '../../fixtures/grid-events.ts';

type Request = WithItems<MarketDispatchInput>;

const handler = route<Request>()
  .use(jsonBody(MarketDispatchInput))
  .handler(async ({ items }: Request) => ({ statusCode: 200, body: JSON.stringify(items) }));

const post = async (request: ReturnType<typeof apiRequest>) => {
  const { statusCode, body } = await handler(request as Request, lambdaContext);
  return { statusCode, answer: JSON.parse(body) };
};

test('takes one event as an array of one', async () => {
  expect(await post(postRequest(dispatchEvent()))).toEqual({ statusCode: 200, answer: [dispatchEvent()] });
});

test('takes a body in base64', async () => {
  const body = Buffer.from(JSON.stringify([dispatchEvent()])).toString('base64');

  const { answer } = await post({ ...postRequest(body), isBase64Encoded: true });

  expect(answer).toEqual([dispatchEvent()]);
});

test('names every wrong field of every wrong item, and how to put it right', async () => {
  const { event_time: _missing, ...timeless } = dispatchEvent();
  const events = [dispatchEvent(), { ...dispatchEvent(), unit: 'kW', colour: 'red' }, timeless];

  const { statusCode, answer } = await post(postRequest(events));

  expect(statusCode).toBe(400);
  expect(answer.errors).toEqual([
    { index: 1, path: 'unit', message: expect.any(String), fix: 'Use MW for unit' },
    { index: 1, path: '', message: expect.any(String), fix: 'Leave out colour' },
    { index: 2, path: 'event_time', message: expect.any(String), fix: 'Give event_time as string' },
  ]);
});

test('says how an id that contradicts its event is built', async () => {
  const { answer } = await post(postRequest({ ...dispatchEvent(), region_id: 'VIC1' }));

  expect(answer.errors).toEqual([
    {
      index: 0,
      path: 'event_id',
      message: 'Differs from region_id, fuel_type and event_time',
      fix: expect.stringContaining('dispatch_{region_id}_{fuel_type}_{yyyymmddHHMM}'),
    },
  ]);
});

test('lists at most 100 errors', async () => {
  const { answer } = await post(postRequest(Array.from({ length: 500 }, () => ({}))));

  expect(answer.errors).toHaveLength(100);
});

test.each([
  ['no JSON', postRequest('{"event_id":'), 400],
  ['no body', { ...postRequest(''), body: null }, 400],
  ['no UTF-8', { ...postRequest('//7/'), isBase64Encoded: true }, 400],
  ['no item', postRequest([]), 400],
  ['501 items', postRequest(Array.from({ length: 501 }, () => dispatchEvent())), 400],
  ['more than a mebibyte', postRequest(`"${'ä'.repeat(524_288)}"`), 413],
  ['another content type', postRequest('{}', { 'Content-Type': 'application/x-www-form-urlencoded' }), 415],
  ['a content type that only begins like JSON', postRequest('{}', { 'Content-Type': 'application/jsonp' }), 415],
  ['no content type', apiRequest({ body: '{}' }), 415],
])('refuses %s', async (_what, request, status) => {
  const { statusCode, answer } = await post(request);

  expect(statusCode).toBe(status);
  expect(answer.actions).toHaveLength(1);
});

test.each(['application/json; charset=utf-8', 'APPLICATION/JSON', 'application/vnd.grid+json'])(
  'takes the content type %s',
  async (contentType) => {
    const { statusCode } = await post(postRequest(dispatchEvent(), { 'Content-Type': contentType }));

    expect(statusCode).toBe(200);
  },
);
