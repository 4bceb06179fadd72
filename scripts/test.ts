/** `npm test`: every suite in turn with the time each took; the last line counts what passed and failed. */

import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { z } from 'zod';

const root = join(import.meta.dirname, '..');
const reportDirectory = join(root, '.sluice', 'test-reports');

interface Suite {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  /** Jest writes its counts there; a suite without it counts as one test. */
  readonly report?: string;
  /** Begun at once, beside the suites before it, and told of in its turn: what it does is mostly waiting for a download. */
  readonly ahead?: true;
}

const bin = (name: string): string => join(root, 'node_modules', '.bin', name);

const jest = (name: string, pattern: string, ...more: readonly string[]): Suite => {
  const report = join(reportDirectory, `${name}.json`);
  return {
    name,
    report,
    command: [
      process.execPath,
      '--experimental-vm-modules',
      '--disable-warning=ExperimentalWarning',
      join(root, 'node_modules/jest/bin/jest.js'),
      `--testRegex=${pattern}`,
      '--json',
      `--outputFile=${report}`,
      '--silent=false',
      ...more,
    ],
  };
};

const suites: readonly Suite[] = [
  { name: 'types', command: [bin('tsc'), '-p', '.'] },
  { name: 'lint', command: [bin('biome'), 'ci', '--max-diagnostics=50', '.'] },
  {
    name: 'imports',
    command: [bin('depcruise'), 'bin', 'lib', 'functions', 'demos', 'scripts', '--output-type', 'err'],
  },
  { name: 'unused', command: [bin('knip'), '--no-progress'] },
  jest('unit', '(?<!\\.(int|e2e|localstack|timed))\\.test\\.ts$', '--maxWorkers=2'),
  { name: 'python', command: [process.execPath, join(root, 'scripts', 'check-python.ts')], ahead: true },
  jest('integration', '\\.int\\.test\\.ts$', '--maxWorkers=2'),
  jest('end to end', '\\.e2e\\.test\\.ts$', '--maxWorkers=2'),
  // One Python process and its functions take both cores.
  jest('localstack', '\\.localstack\\.test\\.ts$', '--runInBand'),
  // What is asserted here is a time: nothing else runs beside it.
  jest('timed', '\\.timed\\.test\\.ts$', '--runInBand'),
];

const Counts = z.object({ numPassedTests: z.int(), numFailedTests: z.int(), numRuntimeErrorTestSuites: z.int() });

interface Outcome {
  readonly name: string;
  readonly passed: number;
  readonly failed: number;
  readonly seconds: number;
  /** What a suite that was begun ahead said. */
  readonly told: string;
}

const run = async ({ name, command: [file, ...args], report, ahead }: Suite): Promise<Outcome> => {
  const heading = `\n── ${name}\n`;
  if (!ahead) process.stderr.write(heading);
  const started = performance.now();
  const { exitCode, all } = await execa(file, args, {
    cwd: root,
    reject: false,
    stdin: 'ignore',
    ...(ahead ? { all: true } : { stdout: report === undefined ? 'inherit' : 'ignore', stderr: 'inherit' }),
  });
  const told = ahead ? `${heading}${all}\n` : '';
  const seconds = (performance.now() - started) / 1000;
  const succeeded = exitCode === 0;
  if (report === undefined) return { name, passed: succeeded ? 1 : 0, failed: succeeded ? 0 : 1, seconds, told };

  const written = await readFile(report, 'utf8').catch(() => undefined);
  if (written === undefined) return { name, passed: 0, failed: 1, seconds, told };
  const counts = Counts.parse(JSON.parse(written));
  const failed = counts.numFailedTests + counts.numRuntimeErrorTestSuites;
  return { name, passed: counts.numPassedTests, failed: succeeded ? failed : Math.max(failed, 1), seconds, told };
};

const wanted = process.argv.slice(2);
const chosen = wanted.length === 0 ? suites : suites.filter((suite) => wanted.includes(suite.name));
if (chosen.length === 0) {
  process.stderr.write(
    `No suite is called ${wanted.join(', ')}; there are ${suites.map(({ name }) => name).join(', ')}.\n`,
  );
  process.exit(2);
}

await rm(reportDirectory, { recursive: true, force: true });
await mkdir(reportDirectory, { recursive: true });
const outcomes: Outcome[] = [];
const ahead = new Map(chosen.filter((suite) => suite.ahead).map((suite) => [suite, run(suite)]));
for (const suite of chosen) {
  const outcome = await (ahead.get(suite) ?? run(suite));
  process.stderr.write(outcome.told);
  outcomes.push(outcome);
}

process.stdout.write('\n');
for (const { name, passed, failed, seconds } of outcomes) {
  process.stdout.write(
    `${name.padEnd(14)}${`${seconds.toFixed(1)} s`.padStart(9)}${failed === 0 ? '' : '   FAILED'}  (${passed + failed})\n`,
  );
}
const total = (pick: (outcome: Outcome) => number): number => outcomes.reduce((sum, each) => sum + pick(each), 0);
process.stdout.write(`\n${total(({ passed }) => passed)} passed, ${total(({ failed }) => failed)} failed\n`);
process.exitCode = outcomes.some(({ failed }) => failed > 0) ? 1 : 0;
