import { isShown, type LogFilter, parseLevel } from '../../../../lib/cli/client/log-filter.ts';

const all: LogFilter = { functionName: undefined, level: undefined, correlationId: undefined };

test('a level lets itself and graver ones through, however it is written', () => {
  const warn = { ...all, level: parseLevel('WARN') };

  expect(isShown({ function: 'f', level: 'ERROR' }, warn)).toBe(true);
  expect(isShown({ function: 'f', level: 'warn' }, warn)).toBe(true);
  expect(isShown({ function: 'f', level: 'INFO' }, warn)).toBe(false);
  expect(isShown({ function: 'f' }, warn)).toBe(false);
});

test('function and correlation id must both be those asked for', () => {
  const filter = { ...all, functionName: 'grid-analytics', correlationId: 'c-1' };

  expect(isShown({ function: 'grid-analytics', correlation_id: 'c-1' }, filter)).toBe(true);
  expect(isShown({ function: 'grid-analytics', correlation_ids: ['c-3', 'c-1'] }, filter)).toBe(true);
  expect(isShown({ function: 'grid-analytics', correlation_id: 'c-2' }, filter)).toBe(false);
  expect(isShown({ function: 'grid-stats', correlation_id: 'c-1' }, filter)).toBe(false);
});
