import { decideCutoverChange } from '../../../../../functions/contracts/registry/cutover/decide-cutover-change.ts';

const parity = { onlyOld: [], onlyNew: [], repeated: [], differences: [] };
const settled = { mode: 'dual' as const, sinceMs: 0 };
const nowMs = 10_000;

test.each([
  ['old', 'new'],
  ['new', 'old'],
] as const)('%s is not followed by %s at once', (from, to) => {
  const refusal = decideCutoverChange({ mode: from, sinceMs: 0 }, { mode: to }, { parity, behind: 0 }, nowMs);

  expect(refusal?.code).toBe('CUTOVER_SKIPS_DUAL');
});

test.each(['old', 'dual', 'new'] as const)('dual follows %s whatever the outputs hold', (from) => {
  const uneven = { ...parity, onlyOld: ['a'], onlyNew: ['b'] };

  const refusal = decideCutoverChange(
    { mode: from, sinceMs: nowMs },
    { mode: 'dual' },
    { parity: uneven, behind: 9 },
    nowMs,
  );

  expect(refusal).toBeUndefined();
});

test.each([
  ['new', { onlyOld: ['a'] }, { onlyNew: ['a'] }],
  ['old', { onlyNew: ['a'] }, { onlyOld: ['a'] }],
] as const)('the way to %s is open only when the output that stays has everything', (to, missing, more) => {
  const decide = (fields: object) =>
    decideCutoverChange(settled, { mode: to }, { parity: { ...parity, ...fields }, behind: 0 }, nowMs)?.code;

  expect(decide(missing)).toBe('CUTOVER_WITHOUT_PARITY');
  expect(decide({ differences: [{ id: 'a', field: 'temperature_celsius' }] })).toBe('CUTOVER_WITHOUT_PARITY');
  expect(decide({ repeated: ['a'] })).toBe('CUTOVER_WITHOUT_PARITY');
  expect(decide(more)).toBeUndefined();
  expect(decide({})).toBeUndefined();
});

test('it waits for writers that go by the mode before, and for what is on its way', () => {
  const decide = (atMs: number, behind: number) =>
    decideCutoverChange(settled, { mode: 'new' }, { parity, behind }, atMs)?.code;

  expect(decide(1_999, 0)).toBe('CUTOVER_NOT_SETTLED');
  expect(decide(2_000, 1)).toBe('CUTOVER_NOT_SETTLED');
  expect(decide(2_000, 0)).toBeUndefined();
});
