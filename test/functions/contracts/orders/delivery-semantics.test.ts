import { readFile } from 'node:fs/promises';
import { CrashPoint } from '../../../../functions/contracts/orders/crash-point.ts';
import { DeliveryMode } from '../../../../functions/contracts/orders/delivery-mode.ts';
import {
  countExpectedEffects,
  DeliverySemantics,
  deliverySemantics,
} from '../../../../functions/contracts/orders/delivery-semantics.ts';
import { toSemanticsTable } from '../../../../functions/contracts/orders/to-semantics-table.ts';

test('there is one verdict for each mode and point', () => {
  const cells = deliverySemantics.crashes.map(({ mode, point }) => `${mode} ${point}`);

  expect(cells.toSorted()).toEqual(
    DeliveryMode.options.flatMap((mode) => CrashPoint.options.map((point) => `${mode} ${point}`)).toSorted(),
  );
  expect(DeliverySemantics.parse(deliverySemantics)).toEqual(deliverySemantics);
});

test('no verdict is outside of its mode’s guarantee, and each mode that may break does so at some point', () => {
  for (const { mode, effects } of deliverySemantics.modes) {
    const outcomes = new Set(
      deliverySemantics.crashes.filter((cell) => cell.mode === mode).map(({ outcome }) => outcome),
    );

    expect(outcomes.has('loss')).toBe(effects.minimum === 0);
    expect(outcomes.has('duplicate')).toBe(effects.maximum === null);
  }
});

test('expected effects follow from the outcome and from whom it concerns', () => {
  const batch = { orders: 10, afterRecords: 4 };

  expect(countExpectedEffects({ outcome: 'loss', affected: 'all' }, batch)).toBe(0);
  expect(countExpectedEffects({ outcome: 'loss', affected: 'rest' }, batch)).toBe(4);
  expect(countExpectedEffects({ outcome: 'duplicate', affected: 'all' }, batch)).toBe(20);
  expect(countExpectedEffects({ outcome: 'duplicate', affected: 'first' }, batch)).toBe(14);
  expect(countExpectedEffects({ outcome: 'neither', affected: 'none' }, batch)).toBe(10);
});

test('docs/orders.md shows this table', async () => {
  const page = await readFile(new URL('../../../../docs/orders.md', import.meta.url), 'utf8');

  expect(page).toContain(toSemanticsTable(deliverySemantics));
});
