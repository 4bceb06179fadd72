import { setTimeout as delay } from 'node:timers/promises';
import type { Command } from 'commander';
import type { Instance } from '../targets/instance/instance.ts';
import { buildInstanceTarget } from '../targets/instance/instance-target.ts';
import { parseInstance } from './cli-context.ts';
import { readFigures } from './client/metrics/read-figures.ts';
import { openSluiceClient } from './client/sluice-client.ts';
import { defineCommand } from './define-command.ts';
import { openLiveView } from './live-view.ts';
import { parseOutput } from './parse-output.ts';
import { toFigureLines } from './status-figures.ts';
import { toEnvironmentLines, toEventSourceLines, toStatusLines } from './status-lines.ts';
import { stopOnInterrupt } from './stop-on-interrupt.ts';

const everyMs = 1_000;

/** Looks again every second; a terminal shows the latest look, anything else gets a line of JSON for each. */
const watch = (instance: Instance, json: boolean): Promise<void> =>
  stopOnInterrupt(async (signal) => {
    const isLive = !json && process.stdout.isTTY && process.env['TERM'] !== 'dumb';
    const draw = isLive ? openLiveView(process.stdout) : undefined;
    while (!signal.aborted) {
      const [status, figures] = await Promise.all([buildInstanceTarget(instance).status(), readFigures(instance)]);
      if (draw === undefined) {
        const { state, eventSources } = status;
        process.stdout.write(`${JSON.stringify({ at: new Date().toISOString(), state, eventSources, figures })}\n`);
      } else {
        draw([`${status.instance} is ${status.state}`, ...toEventSourceLines(status), '', ...toFigureLines(figures)]);
      }
      await delay(everyMs, undefined, { signal }).catch(() => undefined);
    }
  });

export const defineStatus = (program: Command): Command =>
  defineCommand(program, {
    usage: 'status',
    purpose: 'Addresses, what is real and what is emulated, event sources with their lag, what was measured, memory.',
    examples: [
      './sluice status',
      './sluice status --watch',
      'eval "$(./sluice status -o env)"',
      './sluice status --json',
    ],
    options: [
      ['-o, --output <format>', 'text, or env: lines that a shell can source'],
      ['--watch', 'lag and what is measured, every second until Ctrl+C'],
    ],
    parse: (options) => ({
      instance: parseInstance(options),
      format: parseOutput('status', ['text', 'env'], options['output'] ?? 'text'),
      watches: options['watch'] === true,
      json: options['json'] === true,
    }),
    run: async ({ instance, format, watches, json }) => {
      if (watches) await watch(instance, json);
      const status = await buildInstanceTarget(instance).status();
      if (format === 'text') {
        const figures = await readFigures(instance);
        return {
          data: { ...status, figures },
          lines: watches ? [] : [...toStatusLines(status), '', ...toFigureLines(figures)],
        };
      }
      const client = await openSluiceClient(instance, status);
      client.close();
      return { data: status, lines: toEnvironmentLines(status, client.apiKey) };
    },
  });
