import { format } from 'node:util';
import { writeLine } from './standard-streams.ts';

const levels = { trace: 'TRACE', debug: 'DEBUG', log: 'INFO', info: 'INFO', warn: 'WARN', error: 'ERROR' } as const;
const order = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'];

/**
 * Makes the console write what it writes on Lambda in JSON format: `{timestamp, level, requestId, message}`, and an Error's type,
 * message and stack. Levels below AWS_LAMBDA_LOG_LEVEL are left out.
 */
export const patchConsole = (currentRequestId: () => string): void => {
  const lowest = order.indexOf(process.env['AWS_LAMBDA_LOG_LEVEL']?.toUpperCase() ?? 'TRACE');
  for (const method of ['trace', 'debug', 'log', 'info', 'warn', 'error'] as const) {
    const level = levels[method];
    const isWritten = order.indexOf(level) >= lowest;
    console[method] = (message?: unknown, ...rest: unknown[]) => {
      if (isWritten) writeLine(formatLine(level, currentRequestId(), message, rest));
    };
  }
};

const formatLine = (level: string, requestId: string, message: unknown, rest: readonly unknown[]): string => {
  const line = { timestamp: new Date().toISOString(), level, requestId };
  if (rest.length > 0) {
    const error = rest.find((each) => each instanceof Error);
    return JSON.stringify({ ...line, message: format(message, ...rest), ...(error && describeError(error)) });
  }
  try {
    return JSON.stringify({ ...line, message }, (_key, value: unknown) =>
      value instanceof Error ? { ...describeError(value), ...value } : value,
    );
  } catch {
    // Circular, or with a bigint.
    return JSON.stringify({ ...line, message: format(message) });
  }
};

const describeError = (error: Error) => ({
  errorType: error.constructor.name,
  errorMessage: error.message,
  stackTrace: error.stack?.split('\n') ?? [],
});
