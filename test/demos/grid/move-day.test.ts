import { moveDispatch } from '../../../demos/grid/move-day.ts';
import { MarketDispatchInput } from '../../../functions/contracts/grid/market-dispatch-event-v1.ts';

const event = MarketDispatchInput.parse({
  event_id: 'dispatch_NSW1_coal_202301182355',
  event_time: '2023-01-18T23:55:00+10:00',
  region_id: 'NSW1',
  fuel_type: 'coal',
  value_mw: 5772,
  unit: 'MW',
  source: 'OPENNEM',
});

test('a moved event keeps its minute in market time and gets the id of its new day', () => {
  expect(moveDispatch(event, 14)).toEqual({
    ...event,
    event_id: 'dispatch_NSW1_coal_202302012355',
    event_time: '2023-02-01T23:55:00+10:00',
  });
});

test('moved by no day it is the recorded event', () => {
  expect(moveDispatch(event, 0)).toEqual(event);
});

test('every moved event is one that the contract accepts', () => {
  for (const days of [1, 30, 365]) expect(() => MarketDispatchInput.parse(moveDispatch(event, days))).not.toThrow();
});
