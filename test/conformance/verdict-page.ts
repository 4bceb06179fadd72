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
    ...besideTheRules,
    '',
  ].join('\n');

const besideTheRules = [
  '## Beside the rules',
  '',
  '- `ProvisionedPollerConfig` is validated, kept and shown by `status`, and adds no pollers: a source is one member of its group. On AWS',
  '  pollers add throughput, 5 MB/s each. Here one member reads all partitions at the speed of the machine and works each by itself, so',
  '  that a second member in the same process would change nothing but cause a rebalance, which delivers again what is in flight.',
  '- The client is kafkajs. @platformatic/kafka 2.12.1, tried behind the same port, keeps one range of an aborted transaction for each',
  '  producer and ignores one whose end is not in the same fetch: it hands over records of aborted transactions, which the rule on two of',
  '  them refuses.',
];
