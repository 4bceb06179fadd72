import type { DeliverySemantics } from './delivery-semantics.ts';

/** What crashes do, as a Markdown table: the points down, the modes across, and below it why. */
export const toSemanticsTable = ({ modes, crashes }: DeliverySemantics): string => {
  const names = modes.map(({ mode }) => mode);
  const points = [...new Set(crashes.map(({ point }) => point))];
  const cellOf = (point: string, mode: string): string => {
    const cell = crashes.find((each) => each.point === point && each.mode === mode);
    if (cell === undefined) return '';
    return `${cell.certainty}: ${cell.outcome}${affectedOrders[cell.affected]}`;
  };
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

  return [
    line(['point', ...names]),
    line(['---', ...names.map(() => '---')]),
    ...points.map((point) => line([point, ...names.map((mode) => cellOf(point, mode))])),
    line(['anything else', ...modes.map(({ otherwise }) => `${otherwise.certainty}: ${otherwise.outcome}`)]),
    '',
    ...crashes
      .filter(({ outcome }) => outcome !== 'neither')
      .map(({ mode, point, why }) => `- ${mode}, ${point}: ${why}.`),
  ].join('\n');
};

const affectedOrders = {
  none: '',
  all: ', all orders of the batch',
  first: ', its first `after_records` orders',
  rest: ', all but its first `after_records` orders',
} as const;
