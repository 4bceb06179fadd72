import type { CutoverStep } from './run-cutover.ts';

/** The steps of a cutover as a table for people. */
export const toCutoverLines = (steps: readonly CutoverStep[]): string[] =>
  steps.map(({ cutover: { mode, percent }, acknowledged, missing, twice, served, parity }) => {
    const step = mode === 'dual' ? `dual, ${percent} % read from new` : `${mode} only`;
    const stored = `stored in both ${parity.compared}, ${parity.equal} equal, only old ${parity.onlyOld}, only new ${parity.onlyNew}`;
    return `  ${step.padEnd(26)}acknowledged ${acknowledged}; answered from old ${served.old}, new ${served.new}; missing ${missing}, twice ${twice}; ${stored}`;
  });
