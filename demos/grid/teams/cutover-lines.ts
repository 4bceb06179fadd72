import type { CutoverStep } from './run-cutover.ts';

/** The steps of a cutover as a table for people. */
export const toCutoverLines = (steps: readonly CutoverStep[]): string[] =>
  steps.map(({ cutover: { mode, percent }, written, served, movedBack, parity }) => {
    const step = mode === 'dual' ? `dual, ${percent} % served from new` : `${mode} only`;
    const verdict =
      parity === undefined
        ? ''
        : `; parity ${parity.equal} of ${parity.compared} equal, ${parity.onlyOld.length + parity.onlyNew.length} on one side only`;
    return `  ${step.padEnd(28)}written old ${written.old}, new ${written.new}; served old ${served.old}, new ${served.new}; moved back ${movedBack}${verdict}`;
  });
