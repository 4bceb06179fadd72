import type { DeliverySemantics } from '../../../../functions/contracts/orders/delivery-semantics.ts';
import { toColumns } from '../../columns.ts';

const affectedOrders = { none: '', all: ', all', first: ', the first', rest: ', the rest' } as const;

/** What the modes guarantee and what crashes do to them, as tables for people: the points down, the modes across. */
export const toSemanticsLines = ({ modes, crashes }: DeliverySemantics): string[] => {
  const cellOf = (point: string, mode: string): string => {
    const cell = crashes.find((each) => each.point === point && each.mode === mode);
    return cell === undefined ? '' : `${cell.outcome}${affectedOrders[cell.affected]}`;
  };
  const points = [...new Set(crashes.map(({ point }) => point))];
  return [
    ...toColumns([
      ['mode', 'effects of an order', 'writes'],
      ...modes.map(({ mode, effects: { minimum, maximum }, writes }) => [
        mode,
        minimum === maximum ? String(minimum) : `${minimum} ${maximum === null ? 'or more' : `or ${maximum}`}`,
        writes,
      ]),
    ]),
    '',
    ...toColumns([
      ['a crash at', ...modes.map(({ mode }) => mode)],
      ...points.map((point) => [point, ...modes.map(({ mode }) => cellOf(point, mode))]),
      ['anything else', ...modes.map(({ otherwise }) => `${otherwise.certainty} be ${otherwise.outcome}`)],
    ]),
  ];
};
