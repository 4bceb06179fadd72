/**
 * `npm run conformance`: the rules of Lambda's Kafka event source against a Lambda API and a cluster, each with its verdict; the last
 * line counts them. Without arguments it starts its own broker, functions and event sources.
 */

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { allRules } from '../test/conformance/all-rules.ts';
import type { Endpoints } from '../test/conformance/endpoints.ts';
import { bundleProbe, startLocalEndpoints } from '../test/conformance/local-endpoints.ts';
import { runRules } from '../test/conformance/run-rules.ts';
import { toVerdictPage } from '../test/conformance/verdict-page.ts';

const { values } = parseArgs({
  options: {
    'lambda-endpoint': { type: 'string' },
    bootstrap: { type: 'string' },
    function: { type: 'string', default: 'probe' },
    'throttled-function': { type: 'string' },
    'event-source-arn': { type: 'string' },
    'write-probe': { type: 'string' },
    only: { type: 'string' },
    'at-once': { type: 'string', default: '12' },
    json: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
  },
});

if (values['write-probe'] !== undefined) {
  await bundleProbe(values['write-probe']);
  process.stdout.write(
    `Wrote ${values['write-probe']}: deploy it with KAFKA_BOOTSTRAP_SERVERS and a timeout of 60 s.\n`,
  );
  process.exit();
}

const givenEndpoints = (): Endpoints | undefined =>
  values.bootstrap === undefined
    ? undefined
    : {
        lambdaEndpoint: values['lambda-endpoint'],
        bootstrapServers: values.bootstrap.split(','),
        functionName: values.function,
        throttledFunctionName: values['throttled-function'],
        eventSourceArn: values['event-source-arn'],
        restartBroker: undefined,
      };

await using stack = new AsyncDisposableStack();
const endpoints = givenEndpoints() ?? stack.use(await startLocalEndpoints());
const { only } = values;
const rules = allRules.filter(({ title }) => only === undefined || title.includes(only));
const verdicts = await runRules(rules, endpoints, {
  atOnce: Number(values['at-once']),
  concluded: ({ title, outcome, seconds, reason }) => {
    const why = reason === undefined ? '' : `\n        ${reason}`;
    process.stderr.write(`${outcome.padEnd(8)}${seconds.toFixed(1).padStart(5)} s  ${title}${why}\n`);
  },
});

const count = (wanted: string): number => verdicts.filter(({ outcome }) => outcome === wanted).length;
const page = toVerdictPage(verdicts);
if (values.write) await writeFile(join(import.meta.dirname, '../docs/conformance.md'), page);
process.stdout.write(values.json ? `${JSON.stringify(verdicts)}\n` : `${page}\n`);
const skipped = count('skipped') === 0 ? '' : `, ${count('skipped')} skipped`;
process.stdout.write(values.json ? '' : `${count('passed')} passed, ${count('failed')} failed${skipped}\n`);
process.exitCode = count('failed') > 0 ? 1 : 0;
