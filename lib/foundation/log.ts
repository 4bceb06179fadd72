import { type Logger, pino } from 'pino';
import { openLogDestination } from './open-log-destination.ts';

export type Log = Logger;

/** The runner's own log: one JSON object a line with level, ISO time, component and message. */
export const openLog = (path: string, component: string): Log =>
  pino(
    {
      base: { component },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      messageKey: 'message',
      errorKey: 'error',
    },
    openLogDestination(path),
  );
