import type { Command } from 'commander';
import { buildInstanceTarget } from '../targets/instance/instance-target.ts';
import { parseInstance } from './cli-context.ts';
import { runStatement, type StatementResult } from './client/run-statement.ts';
import { toColumns } from './columns.ts';
import { defineCommand } from './define-command.ts';
import { parseOutput } from './parse-output.ts';

export const defineSql = (program: Command): Command =>
  defineCommand(program, {
    usage: 'sql <statement>',
    purpose: "One statement in the instance's Postgres; it changes nothing unless --write is given.",
    examples: [
      './sluice sql "SELECT count(*) FROM order_effects"',
      './sluice sql "SELECT order_id, count(*) AS effects FROM order_effects GROUP BY order_id" -o json',
      './sluice sql "DELETE FROM processing_log" --write',
    ],
    options: [
      ['-o, --output <format>', 'table, or json: one object a row', 'table'],
      ['--write', 'let the statement change data'],
    ],
    parse: (options, [statement = '']) => ({
      instance: parseInstance(options),
      statement,
      format: parseOutput('sql', ['table', 'json'], options['output']),
      write: options['write'] === true,
    }),
    run: async ({ instance, statement, format, write }) => {
      const result = await runStatement(await buildInstanceTarget(instance).status(), statement, { write });
      const rows = toObjects(result);
      return {
        data: { columns: result.columns, rows, count: result.count },
        lines: format === 'json' ? rows.map((row) => JSON.stringify(row)) : toTableLines(result),
      };
    },
  });

const toObjects = ({ columns, rows }: StatementResult): Record<string, unknown>[] =>
  rows.map((row) => Object.fromEntries(columns.map((column, index) => [column, row[index]])));

const toTableLines = ({ columns, rows, count }: StatementResult): string[] => [
  ...(columns.length === 0 ? [] : toColumns([columns, ...rows.map((row) => row.map(toText))])),
  `${count} ${count === 1 ? 'row' : 'rows'}`,
];

const toText = (value: unknown): string => {
  if (value === null) return 'NULL';
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
};
