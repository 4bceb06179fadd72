import { listContractVersions } from '../../../../functions/contracts/registry/contract-versions.ts';
import { judgeItems } from '../../../../lib/cli/schema/judge-items.ts';
import type { Item } from '../../../../lib/cli/schema/parse-items.ts';
import { dispatchEvent, weatherObservation } from '../../../functions/fixtures/grid-events.ts';

const contracts = listContractVersions();
const items = (...values: unknown[]): Item[] => values.map((value) => ({ kind: 'value', value }));

test('each item is judged by the event that it says it is', () => {
  expect(
    judgeItems(items(dispatchEvent(), weatherObservation(), dispatchEvent()), contracts, contracts, undefined),
  ).toEqual({
    items: 3,
    valid: 3,
    judgedBy: { 'MarketDispatchEvent v1': 2, 'WeatherObservation v1': 1 },
    errors: [],
  });
});

test('every error says which item, where and how to put it right', () => {
  const judgement = judgeItems(
    [
      ...items(dispatchEvent(), { ...dispatchEvent(), fuel_type: 'distillate' }, { ...dispatchEvent(), price: 1 }, 5),
      { kind: 'unreadable', message: 'Unexpected end of JSON input' },
    ],
    contracts,
    contracts,
    'MarketDispatchEvent',
  );

  expect(judgement.valid).toBe(1);
  expect(judgement.errors).toEqual(
    expect.arrayContaining([
      { index: 1, path: 'fuel_type', message: expect.any(String), fix: expect.stringContaining('solar, wind') },
      { index: 2, path: '', message: expect.stringContaining('price'), fix: 'Leave out price' },
      { index: 3, path: '', message: expect.any(String), fix: 'Give the item as object' },
      { index: 4, path: '', message: 'Unexpected end of JSON input', fix: 'Write one JSON object on each line' },
    ]),
  );
});

test('an item of no registered event says which there are', () => {
  expect(judgeItems(items({ event_type: 'toString' }, {}), contracts, contracts, undefined)).toMatchObject({
    valid: 0,
    errors: [
      {
        index: 0,
        path: 'event_type',
        fix: expect.stringContaining('MarketDispatchEvent, Order, OrderResult, WeatherObservation'),
      },
      { index: 1, path: 'event_type' },
    ],
  });
});

test('a version that the code has let go of is judged by its landed schema, without the rules of the contract', () => {
  const wrongId = { ...dispatchEvent(), event_id: 'dispatch_VIC1_coal_202301180005' };

  expect(judgeItems(items(wrongId), contracts, contracts, undefined).valid).toBe(0);
  expect(judgeItems(items(wrongId), contracts, [], undefined).valid).toBe(1);
  expect(judgeItems(items({ ...wrongId, unit: 'kW' }), contracts, [], undefined).valid).toBe(0);
});
