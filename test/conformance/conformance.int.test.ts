import { allRules } from './all-rules.ts';
import { startLocalEndpoints } from './local-endpoints.ts';
import { runRules, type Verdict } from './run-rules.ts';

let verdicts: readonly Verdict[] = [];
beforeAll(async () => {
  await using endpoints = await startLocalEndpoints();
  verdicts = await runRules(allRules, endpoints, { atOnce: 12, concluded: () => {} });
}, 180_000);

test.each(allRules)('$title', ({ title }) => {
  const verdict = verdicts.find((each) => each.title === title);

  expect(verdict).toMatchObject({ outcome: 'passed', reason: undefined });
});
