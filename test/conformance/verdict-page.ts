import type { Verdict } from './run-rules.ts';

/** The verdicts as a page of Markdown. */
export const toVerdictPage = (verdicts: readonly Verdict[]): string =>
  [
    '# Conformance of the Kafka event source',
    '',
    'Each rule is checked against a real broker and functions in processes of their own, over the Lambda API and Kafka alone.',
    '`npm run conformance` checks them here; `npm run conformance -- --lambda-endpoint URL --bootstrap HOST:PORT --function NAME`',
    'checks any other pair of endpoints, where NAME is the probe function that `--write-probe FILE` writes. Without `--lambda-endpoint`',
    'it is AWS. `--throttled-function NAME` names the probe with a reserved concurrency of 0.',
    '',
    '| Rule | Verdict |',
    '|---|---|',
    ...verdicts.map(
      ({ title, outcome, reason }) => `| ${title} | ${outcome}${outcome === 'skipped' ? `: ${reason}` : ''} |`,
    ),
    '',
  ].join('\n');
