import type { ProcessExit } from '../foundation/supervised-process.ts';
import { decideTellingLines } from './decide-telling-lines.ts';
import { EngineStartError } from './engine-errors.ts';
import type { Readiness } from './wait-until-ready.ts';

interface StartAttempt {
  readonly title: string;
  readonly logFile: string;
  readonly timeoutMs: number;
}

/** Why an engine did not start. */
export const toStartError = (
  readiness: Exclude<Readiness, { kind: 'ready' }>,
  { title, logFile, timeoutMs }: StartAttempt,
): EngineStartError => {
  switch (readiness.kind) {
    case 'ended':
      return new EngineStartError(`${title} ended before it answered (${describeExit(readiness.exit)}).`, {
        logFile,
        lastLogLines: decideTellingLines(readiness.exit.lastLogLines),
      });
    case 'silent':
      return new EngineStartError(`${title} did not answer within ${timeoutMs / 1_000} s.`, {
        logFile,
        cause: readiness.cause,
      });
  }
};

const describeExit = ({ exitCode, signal }: ProcessExit): string =>
  signal ?? (exitCode === undefined ? 'exit status unknown' : `exit status ${exitCode}`);
