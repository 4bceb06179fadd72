import {
  MarketDispatchEvent,
  MarketDispatchInput,
} from '../../../../functions/contracts/grid/market-dispatch-event-v1.ts';
import { dispatchEvent } from '../../fixtures/grid-events.ts';

test('a canonical event keeps to its contract', () => {
  expect(MarketDispatchEvent.parse(dispatchEvent())).toEqual(dispatchEvent());
});

test('a client may leave out what the server knows, the canonical event may not', () => {
  const { event_type: _type, ingestion_time: _time, correlation_id: _id, ...input } = dispatchEvent();

  expect(MarketDispatchInput.safeParse(input).success).toBe(true);
  expect(MarketDispatchEvent.safeParse(input).success).toBe(false);
});

test.each([
  ['a field that the contract does not know', { price: 1 }],
  ['another region than the id', { region_id: 'VIC1', event_id: 'dispatch_NSW1_coal_202301180005' }],
  ['another fuel than the id', { fuel_type: 'gas', event_id: 'dispatch_NSW1_coal_202301180005' }],
  [
    'another minute than the id',
    { event_time: '2023-01-18T00:06:00+10:00', event_id: 'dispatch_NSW1_coal_202301180005' },
  ],
  ['a time without an offset', { event_time: '2023-01-18T00:05:00', event_id: 'dispatch_NSW1_coal_202301180005' }],
  ['a fuel outside the contract', { fuel_type: 'distillate' }],
  ['another unit', { unit: 'kW' }],
  ['a value that DynamoDB cannot hold', { value_mw: 1e-200 }],
  ['more than six decimals', { value_mw: 0.1234567 }],
  ['a correlation id with a line break', { correlation_id: 'a\nb' }],
])('refuses %s', (_what, fields) => {
  expect(MarketDispatchEvent.safeParse({ ...dispatchEvent(), ...fields }).success).toBe(false);
});

test('the id writes the minute as event_time does, whatever its offset', () => {
  const utc = dispatchEvent({ event_time: '2023-01-17T14:05:00Z' });

  expect(utc.event_id).toBe('dispatch_NSW1_coal_202301171405');
  expect(MarketDispatchEvent.safeParse(utc).success).toBe(true);
});
