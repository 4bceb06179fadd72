import type { Command } from 'commander';
import { parseInstance } from './cli-context.ts';
import { isShown, type LogFilter, parseLevel } from './client/log-filter.ts';
import { type LogName, readLog } from './client/read-function-log.ts';
import { defineCommand } from './define-command.ts';
import { followLog } from './follow-log.ts';
import { toLogLine } from './log-line.ts';
import { stopOnInterrupt } from './stop-on-interrupt.ts';
import { UsageError } from './usage-error.ts';

const parseFilter = (options: Readonly<Record<string, unknown>>): LogFilter => {
  const level = options['level'];
  const parsed = level === undefined ? undefined : parseLevel(String(level));
  if (level !== undefined && parsed === undefined) {
    throw new UsageError(`--level ${String(level)} is no level.`, {
      actions: ['one of trace, debug, info, warn, error, fatal'],
    });
  }
  return {
    level: parsed,
    functionName: options['function'] === undefined ? undefined : String(options['function']),
    correlationId: options['correlationId'] === undefined ? undefined : String(options['correlationId']),
  };
};

const logOf = (options: Readonly<Record<string, unknown>>): LogName =>
  options['source'] === true ? 'event-sources' : 'functions';

export const defineLogs = (program: Command): Command =>
  defineCommand(program, {
    usage: 'logs',
    purpose: 'What the functions logged, by function, level or correlation id; --follow goes on as lines come.',
    examples: [
      './sluice logs --function grid-analytics --level warn',
      './sluice logs --correlation-id 6f1c7a52-8f0e-4a35-9d2b-0b7c0e6f4a11',
      './sluice logs --follow',
      './sluice logs --source --function grid-analytics --level warn',
    ],
    options: [
      ['--function <name>', 'only this function'],
      ['--source', 'decisions of the event sources about batches instead of what functions logged'],
      ['--level <level>', 'this level and above'],
      ['--correlation-id <id>', 'only lines of this request'],
      ['--last <n>', 'how many of the last matching lines', '50'],
      ['--follow', 'go on printing until Ctrl+C'],
    ],
    parse: (options) => ({
      instance: parseInstance(options),
      filter: parseFilter(options),
      log: logOf(options),
      last: Number(options['last']),
      follow: options['follow'] === true,
      json: options['json'] === true,
    }),
    run: async ({ instance, filter, log, last, follow, json }) => {
      const { entries, end } = await readLog(instance, log, 0);
      const shown = entries.filter((entry) => isShown(entry, filter)).slice(-last);
      if (!follow) return { data: shown, lines: shown.map(toLogLine) };

      const print = (entry: (typeof entries)[number]): void => {
        process.stdout.write(`${json ? JSON.stringify(entry) : toLogLine(entry)}\n`);
      };
      shown.forEach(print);
      await stopOnInterrupt((signal) =>
        followLog(instance, log, end, signal, (entry) => {
          if (isShown(entry, filter)) print(entry);
        }),
      );
      return { data: null, lines: [] };
    },
  });
