import { Command } from 'commander';
import type { Demo } from './client/demo.ts';
import type { Load } from './client/load.ts';

/** What flows bring to the command line, asked for by the commands that need it. */
export interface FlowCommands {
  demos(): Promise<readonly Demo[]>;
  loads(): Promise<readonly Load[]>;
}

/** By the first word, in the order in which they are told of. A command takes a third less to start without the modules of all others. */
const commands: Readonly<Record<string, (program: Command, flows: FlowCommands) => Promise<unknown>>> = {
  up: async (program) => (await import('./up.ts')).defineUp(program),
  down: async (program) => (await import('./down.ts')).defineDown(program),
  restart: async (program) => (await import('./restart.ts')).defineRestart(program),
  reset: async (program) => (await import('./reset.ts')).defineReset(program),
  status: async (program) => (await import('./status.ts')).defineStatus(program),
  doctor: async (program) => (await import('./doctor.ts')).defineDoctor(program),
  demo: async (program, { demos }) => (await import('./demo.ts')).defineDemo(program, await demos()),
  load: async (program, { loads }) => (await import('./load.ts')).defineLoad(program, await loads()),
  verify: async (program) => (await import('./verify.ts')).defineVerify(program),
  logs: async (program) => (await import('./logs.ts')).defineLogs(program),
  sql: async (program) => (await import('./sql.ts')).defineSql(program),
  ingest: async (program) => (await import('./ingest.ts')).defineIngest(program),
  schema: async (program) => (await import('./schema.ts')).defineSchema(program),
  trace: async (program) => (await import('./trace.ts')).defineTrace(program),
  orders: async (program) => (await import('./orders/orders.ts')).defineOrders(program),
  consumers: async (program) => (await import('./consumers/consumers.ts')).defineConsumers(program),
  kafka: async (program) => (await import('./kafka.ts')).defineKafka(program),
  dlq: async (program) => (await import('./dlq/dlq.ts')).defineDlq(program),
  inventory: async (program) => (await import('./inventory/inventory.ts')).defineInventory(program),
  keys: async (program) => (await import('./keys.ts')).defineKeys(program),
  limits: async (program) => (await import('./limits.ts')).defineLimits(program),
};

/** The command line of Sluice: all of it, or only what a first word names. */
export const buildProgram = async (flows: FlowCommands, firstWord?: string): Promise<Command> => {
  const program = new Command('sluice')
    .description(
      'Event pipelines on this machine: real Kafka, real Postgres, real DynamoDB Local, the same template as on AWS.',
    )
    .showSuggestionAfterError()
    .showHelpAfterError('(--help shows what there is)')
    .exitOverride((error) => {
      process.exit(error.exitCode === 0 ? 0 : 2);
    });
  const isKnown = firstWord !== undefined && Object.hasOwn(commands, firstWord);
  for (const [name, define] of Object.entries(commands))
    if (!isKnown || name === firstWord) await define(program, flows);
  return program;
};
