import type { Command } from 'commander';
import { defineSchemaDiff } from './schema/diff.ts';
import { defineSchemaEvolve } from './schema/evolve.ts';
import { defineSchemaList } from './schema/list.ts';
import { defineSchemaValidate } from './schema/validate.ts';

const purpose = 'The registered versions of the event schemas: check events, judge changes, land the next version.';

export const defineSchema = (program: Command): Command => {
  const schema = program
    .command('schema')
    .summary(purpose)
    .description(`${purpose}\n\nExamples:\n  ./sluice schema list\n  ./sluice schema validate events.json`);
  defineSchemaList(schema);
  defineSchemaValidate(schema);
  defineSchemaEvolve(schema);
  defineSchemaDiff(schema);
  return schema;
};
