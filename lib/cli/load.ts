import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { summariseHops } from '../measure/hop-latencies.ts';
import type { LatencySummary } from '../measure/latency-summary.ts';
import { runPhases } from '../measure/open-loop.ts';
import { buildInstanceTarget } from '../targets/instance/instance-target.ts';
import { parseInstance } from './cli-context.ts';
import { decideLimit } from './client/decide-limit.ts';
import type { Load } from './client/load.ts';
import { openSluiceClient } from './client/sluice-client.ts';
import { toColumns } from './columns.ts';
import { defineCommand } from './define-command.ts';
import { parseSeconds } from './parse-seconds.ts';
import { stopOnInterrupt } from './stop-on-interrupt.ts';
import { UsageError } from './usage-error.ts';

const drainTimeoutMs = 120_000;

const parseLoad = (loads: readonly Load[], name: string): Load => {
  const load = loads.find(({ flow }) => flow === name);
  if (load) return load;
  throw new UsageError(`There is no load for "${name}".`, {
    actions: loads.map(({ flow }) => `./sluice load ${flow}`),
  });
};

const parsePositive = (option: string, text: unknown): number => {
  const value = Number(text);
  if (Number.isFinite(value) && value > 0) return value;
  throw new UsageError(`${option} ${String(text)} is no number above zero.`, { actions: [`${option} 20`] });
};

export const defineLoad = (program: Command, loads: readonly Load[]): Command =>
  defineCommand(program, {
    usage: 'load <flow>',
    purpose:
      'Send requests at their own pace, whatever the answers take, then judge the run by its ids and thresholds.',
    examples: [
      './sluice load grid --rate 20 --duration 10s',
      './sluice load grid --rate 100 --duration 30s --p99 250 --report load.json',
      './sluice load orders --rate 20 --duration 25s --report load.json',
    ],
    options: [
      ['--rate <n>', 'requests a second; in a flow with several phases the rate that each is measured by', '20'],
      ['--duration <seconds>', 'for how long, all phases together', '10s'],
      ['--events <n>', 'events a request; orders has them in batches alone (grid 1, orders 10)'],
      [
        '--p99 <ms>',
        'fail where 1 in 100 answers of a phase takes longer; orders has 2000, in bursts 5000, from 100 answers on',
      ],
      ['--report <file>', 'write the figures as JSON'],
      ['--no-verify', 'do not wait for the store, for example while the consumer is paused'],
    ],
    parse: (options, [flow = '']) => {
      return {
        instance: parseInstance(options),
        load: parseLoad(loads, flow),
        options: {
          ratePerSecond: parsePositive('--rate', options['rate']),
          durationMs: parseSeconds('--duration', String(options['duration']).replace(/s$/, '')) * 1000,
          eventsPerRequest: options['events'] === undefined ? undefined : parsePositive('--events', options['events']),
        },
        p99LimitMs: options['p99'] === undefined ? undefined : parsePositive('--p99', options['p99']),
        verify: options['verify'] !== false,
        reportFile: options['report'] === undefined ? undefined : String(options['report']),
      };
    },
    run: async ({ instance, load, options, p99LimitMs, verify, reportFile }, print) => {
      const client = await openSluiceClient(instance, await buildInstanceTarget(instance).status());
      try {
        const logStart = (await client.readFunctionLog(0)).end;
        const run = await load.prepare(client, options);
        const report = await stopOnInterrupt((signal) =>
          runPhases(run.phases, {
            signal,
            onProgress: ({ begun, answered, failed }) =>
              print(
                `  ${begun} begun, ${answered} answered, ${failed} failed, ${run.acknowledged()} events acknowledged`,
              ),
          }),
        );
        await run.record();
        const { verification, line } = await run.verify(verify ? drainTimeoutMs : 0);
        const hops = summariseHops((await client.readFunctionLog(logStart)).entries);
        const phases = report.phases.map((phase, index) => {
          const limitMs = decideLimit(phase.latency.count, { asked: p99LimitMs, own: run.phases[index]?.p99LimitMs });
          return { ...phase, p99LimitMs: limitMs, tooSlow: limitMs !== undefined && phase.latency.p99 > limitMs };
        });
        const failed = report.failed > 0 || (verify && !verification.holds) || phases.some(({ tooSlow }) => tooSlow);
        const acknowledgedEvents = run.acknowledged();
        const data = { ...report, phases, acknowledgedEvents, hops, verification, p99LimitMs, passed: !failed };
        if (reportFile !== undefined) await writeFile(reportFile, `${JSON.stringify(data, undefined, 2)}\n`);

        return {
          data,
          failed,
          lines: toColumns([
            [
              'requests',
              `${report.begun} in ${report.seconds.toFixed(1)} s, ${report.achievedRate.toFixed(1)} a second, ${report.failed} failed`,
            ],
            ...phases
              .filter(({ begun }) => begun > 0)
              .map(({ name, begun, latency, tooSlow, p99LimitMs: limitMs }) => [
                phases.length > 1 ? `${name}, ${begun}` : 'answers',
                `${toPercentiles(latency)}${tooSlow ? `: over ${limitMs} ms` : ''}`,
              ]),
            ['to the store', toPercentiles(hops.HopT0T5)],
            ['verify', line],
          ]),
        };
      } finally {
        client.close();
      }
    },
  });

const toPercentiles = ({ p50, p95, p99 }: LatencySummary): string =>
  `p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`;
