import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { summariseHops } from '../measure/hop-latencies.ts';
import { runOpenLoop } from '../measure/open-loop.ts';
import { buildLocalTarget } from '../targets/local/local-target.ts';
import { parseInstance } from './cli-context.ts';
import type { Load } from './client/load.ts';
import { openSluiceClient } from './client/sluice-client.ts';
import { waitForVerification } from './client/verify-grid.ts';
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
    purpose: 'Send requests at a steady rate, whatever the answers take, then judge the run by its ids and thresholds.',
    examples: [
      './sluice load grid --rate 20 --duration 10s',
      './sluice load grid --rate 100 --duration 30s --p99 250 --report load.json',
    ],
    options: [
      ['--rate <n>', 'requests a second', '20'],
      ['--duration <seconds>', 'for how long', '10s'],
      ['--events <n>', 'events a request', '1'],
      ['--p99 <ms>', 'fail where 1 in 100 answers takes longer'],
      ['--report <file>', 'write the figures as JSON'],
      ['--no-verify', 'do not wait for the store, for example while the consumer is paused'],
    ],
    parse: (options, [flow = '']) => ({
      instance: parseInstance(options),
      load: parseLoad(loads, flow),
      ratePerSecond: parsePositive('--rate', options['rate']),
      durationMs: parseSeconds('--duration', String(options['duration']).replace(/s$/, '')) * 1000,
      eventsPerRequest: parsePositive('--events', options['events']),
      p99LimitMs: options['p99'] === undefined ? undefined : parsePositive('--p99', options['p99']),
      verify: options['verify'] !== false,
      reportFile: options['report'] === undefined ? undefined : String(options['report']),
    }),
    run: async (
      { instance, load, ratePerSecond, durationMs, eventsPerRequest, p99LimitMs, verify, reportFile },
      print,
    ) => {
      const client = await openSluiceClient(instance, await buildLocalTarget(instance).status());
      try {
        const logStart = (await client.readFunctionLog(0)).end;
        const run = await load.prepare(client, { eventsPerRequest });
        const report = await stopOnInterrupt((signal) =>
          runOpenLoop({
            ratePerSecond,
            durationMs,
            signal,
            send: run.send,
            onProgress: ({ begun, answered, failed }) =>
              print(
                `  ${begun} begun, ${answered} answered, ${failed} failed, ${run.acknowledged()} events acknowledged`,
              ),
          }),
        );
        await run.record();
        const verification = await waitForVerification(
          () => client.verifyGrid('analytics'),
          verify ? drainTimeoutMs : 0,
        );
        const hops = summariseHops((await client.readFunctionLog(logStart)).entries);
        const tooSlow = p99LimitMs !== undefined && report.latency.p99 > p99LimitMs;
        const failed = report.failed > 0 || (verify && !verification.holds) || tooSlow;
        const data = {
          ...report,
          acknowledgedEvents: run.acknowledged(),
          hops,
          verification,
          p99LimitMs,
          passed: !failed,
        };
        if (reportFile !== undefined) await writeFile(reportFile, `${JSON.stringify(data, undefined, 2)}\n`);
        return {
          data,
          failed,
          lines: toColumns([
            [
              'requests',
              `${report.begun} in ${report.seconds.toFixed(1)} s, ${report.achievedRate.toFixed(1)} a second, ${report.failed} failed`,
            ],
            [
              'answers',
              `p50 ${report.latency.p50.toFixed(1)} ms, p95 ${report.latency.p95.toFixed(1)} ms, p99 ${report.latency.p99.toFixed(1)} ms${tooSlow ? `: over ${p99LimitMs} ms` : ''}`,
            ],
            [
              'to the store',
              `p50 ${hops.HopT0T5.p50.toFixed(1)} ms, p95 ${hops.HopT0T5.p95.toFixed(1)} ms, p99 ${hops.HopT0T5.p99.toFixed(1)} ms`,
            ],
            [
              'verify',
              verification.holds
                ? 'every acknowledged event is stored, none twice'
                : `${verification.missing.length} lost, ${verification.repeated.length} twice`,
            ],
          ]),
        };
      } finally {
        client.close();
      }
    },
  });
