import { Command } from 'commander';
import type { Demo } from './client/demo.ts';
import type { Load } from './client/load.ts';
import { defineConsumers } from './consumers/consumers.ts';
import { defineDemo } from './demo.ts';
import { defineDlq } from './dlq/dlq.ts';
import { defineDoctor } from './doctor.ts';
import { defineDown } from './down.ts';
import { defineIngest } from './ingest.ts';
import { defineInventory } from './inventory/inventory.ts';
import { defineKafka } from './kafka.ts';
import { defineKeys } from './keys.ts';
import { defineLimits } from './limits.ts';
import { defineLoad } from './load.ts';
import { defineLogs } from './logs.ts';
import { defineOrders } from './orders/orders.ts';
import { defineReset } from './reset.ts';
import { defineRestart } from './restart.ts';
import { defineSchema } from './schema.ts';
import { defineSql } from './sql.ts';
import { defineStatus } from './status.ts';
import { defineTrace } from './trace.ts';
import { defineUp } from './up.ts';
import { defineVerify } from './verify.ts';

/** The command line of Sluice. */
export const buildProgram = (demos: readonly Demo[], loads: readonly Load[]): Command => {
  const program = new Command('sluice')
    .description(
      'Event pipelines on this machine: real Kafka, real Postgres, real DynamoDB Local, the same template as on AWS.',
    )
    .showSuggestionAfterError()
    .showHelpAfterError('(--help shows what there is)')
    .exitOverride((error) => {
      process.exit(error.exitCode === 0 ? 0 : 2);
    });
  defineUp(program);
  defineDown(program);
  defineRestart(program);
  defineReset(program);
  defineStatus(program);
  defineDoctor(program);
  defineDemo(program, demos);
  defineLoad(program, loads);
  defineVerify(program);
  defineLogs(program);
  defineSql(program);
  defineIngest(program);
  defineSchema(program);
  defineTrace(program);
  defineOrders(program);
  defineConsumers(program);
  defineKafka(program);
  defineDlq(program);
  defineInventory(program);
  defineKeys(program);
  defineLimits(program);
  return program;
};
