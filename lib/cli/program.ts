import { Command } from 'commander';
import type { Demo } from './client/demo.ts';
import { defineDemo } from './demo.ts';
import { defineDoctor } from './doctor.ts';
import { defineDown } from './down.ts';
import { defineLogs } from './logs.ts';
import { defineReset } from './reset.ts';
import { defineStatus } from './status.ts';
import { defineTrace } from './trace.ts';
import { defineUp } from './up.ts';
import { defineVerify } from './verify.ts';

/** The command line of Sluice. */
export const buildProgram = (demos: readonly Demo[]): Command => {
  const program = new Command('sluice')
    .description('Event pipelines on this machine: real Kafka, real DynamoDB Local, the same template as on AWS.')
    .showSuggestionAfterError()
    .showHelpAfterError('(--help shows what there is)')
    .exitOverride((error) => {
      process.exit(error.exitCode === 0 ? 0 : 2);
    });
  defineUp(program);
  defineDown(program);
  defineReset(program);
  defineStatus(program);
  defineDoctor(program);
  defineDemo(program, demos);
  defineVerify(program);
  defineLogs(program);
  defineTrace(program);
  return program;
};
