import { decideLimit } from '../../../../lib/cli/client/decide-limit.ts';

test.each([
  ['the flow’s limit holds from 100 answers on', 100, { asked: undefined, own: 2000 }, 2000],
  ['the slowest of fewer is not judged', 99, { asked: undefined, own: 2000 }, undefined],
  ['the limit that was asked for always is', 1, { asked: 250, own: 2000 }, 250],
  ['a flow may have none', 100, { asked: undefined, own: undefined }, undefined],
])('%s', (_title, answers, limits, expected) => {
  expect(decideLimit(answers, limits)).toBe(expected);
});
