import type { Command } from 'commander';
import { defineCommandGroup } from './define-command-group.ts';
import { defineSchemaCutover } from './schema/cutover.ts';
import { defineSchemaDiff } from './schema/diff.ts';
import { defineSchemaEvolve } from './schema/evolve.ts';
import { defineSchemaList } from './schema/list.ts';
import { defineSchemaValidate } from './schema/validate.ts';

export const defineSchema = (program: Command): Command => {
  const schema = defineCommandGroup(
    program,
    'schema',
    'The registered versions of the event schemas: check events, judge changes, land the next version.',
  );
  defineSchemaList(schema);
  defineSchemaValidate(schema);
  defineSchemaEvolve(schema);
  defineSchemaDiff(schema);
  defineSchemaCutover(schema);
  return schema;
};
