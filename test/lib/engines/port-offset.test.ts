import { portOffset } from '../../../lib/engines/port-offset.ts';

test('moves ports by what is given, and by nothing where that is no offset', () => {
  expect(portOffset({ SLUICE_PORT_OFFSET: '1000' })).toBe(1000);
  expect(portOffset({})).toBe(0);
  expect(portOffset({ SLUICE_PORT_OFFSET: '-5' })).toBe(0);
  expect(portOffset({ SLUICE_PORT_OFFSET: 'many' })).toBe(0);
});
