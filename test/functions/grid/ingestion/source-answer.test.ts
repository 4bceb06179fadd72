import { parseSourceAnswer } from '../../../../functions/grid/ingestion/source-answer.ts';

const nowMs = Date.parse('2026-11-21T10:03:00+10:00');
const coal = { region_id: 'NSW1', fuel_type: 'coal', value_mw: 5741.5, source: 'OPENNEM' };
const sydney = { region_id: 'NSW1', location_name: 'Sydney', temperature_celsius: 21.6, source: 'OPENMETEO' };
const answer = { interval: '2026-11-21T10:00:00+10:00', dispatch: [coal], weather: [sydney] };

test('rows become events of the interval that the answer states, in market time', () => {
  const report = parseSourceAnswer({ ...answer, interval: '2026-11-21T00:00:00Z', licence: 'open' }, nowMs);

  expect(report).toEqual({
    eventTime: '2026-11-21T10:00:00+10:00',
    dispatch: [
      {
        ...coal,
        event_id: 'dispatch_NSW1_coal_202611211000',
        event_time: '2026-11-21T10:00:00+10:00',
        unit: 'MW',
      },
    ],
    weather: [{ ...sydney, event_id: 'weather_NSW1_202611211000', event_time: '2026-11-21T10:00:00+10:00' }],
  });
});

test('weather may be left out', () => {
  const { weather: _, ...withoutWeather } = answer;

  expect(parseSourceAnswer(withoutWeather, nowMs).weather).toEqual([]);
});

test.each([
  ['nothing', undefined],
  ['no rows', { ...answer, dispatch: [] }],
  ['an unknown region', { ...answer, dispatch: [{ ...coal, region_id: 'WA1' }] }],
  ['an unknown fuel', { ...answer, dispatch: [{ ...coal, fuel_type: 'nuclear' }] }],
  ['a value outside the contract', { ...answer, dispatch: [{ ...coal, value_mw: 100_001 }] }],
  ['figures that say they are simulated', { ...answer, dispatch: [{ ...coal, source: 'SIMULATED' }] }],
  ['two rows for one id', { ...answer, dispatch: [coal, { ...coal, value_mw: 1 }] }],
  ['two stations for one region', { ...answer, weather: [sydney, { ...sydney, location_name: 'Broken Hill' }] }],
  ['a minute that no interval begins on', { ...answer, interval: '2026-11-21T10:01:00+10:00' }],
  ['seconds', { ...answer, interval: '2026-11-21T10:00:30+10:00' }],
  ['an interval of hours ago', { ...answer, interval: '2026-11-21T00:00:00+10:00' }],
  ['market time that is taken for UTC', { ...answer, interval: '2026-11-21T10:00:00Z' }],
])('an answer with %s is refused', (_name, given) => {
  expect(() => parseSourceAnswer(given, nowMs)).toThrow(
    expect.objectContaining({ code: 'SOURCE_ANSWER_INVALID', retryable: false }),
  );
});
