import type { z } from 'zod';
import { describeIssue } from '../../../functions/contracts/describe-issue.ts';
import { addField, NewField } from '../../../functions/contracts/registry/add-field.ts';
import type { ContractVersion } from '../../../functions/contracts/registry/contract-versions.ts';
import { EventSchema, eventTypeOf } from '../../../functions/contracts/registry/event-schema.ts';
import type { Registry } from '../../../functions/contracts/registry/registry.ts';
import { UsageError } from '../usage-error.ts';
import { chooseVersion } from './choose-version.ts';
import { InputUnreadableError, SchemaRefusedError } from './schema-errors.ts';

/** A schema that is to become the next version of an event. */
export interface Proposal {
  readonly event: string;
  readonly schema: EventSchema;
}

/** The proposal in a JSON Schema file; the event is the one that it fixes in `event_type` unless it is named. */
export const proposeFromText = (text: string, file: string, event: string | undefined): Proposal => {
  const parsed = EventSchema.safeParse(parseJson(text, file));
  if (!parsed.success) {
    throw new SchemaRefusedError(`${file} is no schema that the registry can keep and compare.`, {
      actions: parsed.error.issues.map(toAction),
    });
  }
  const named = event ?? eventTypeOf(parsed.data);
  if (named !== undefined) return { event: named, schema: parsed.data };
  throw new UsageError(`${file} does not say which event it is.`, { actions: ['name it with --event'] });
};

/** The newest landed version with more fields, each as `name:type` or `name:type?`. */
export const proposeFields = (registry: Registry, event: string, fields: readonly string[]): Proposal => {
  const { schema } = chooseVersion(registry, event);
  return {
    event,
    schema: fields.reduce((proposed, text) => {
      const field = NewField.safeParse(text);
      if (!field.success) {
        throw new UsageError(`--add-field "${text}" is no field.`, { actions: field.error.issues.map(toFix) });
      }
      if (Object.hasOwn(proposed.properties ?? {}, field.data.name)) {
        throw new UsageError(`${event} has the field ${field.data.name} already.`, { actions: ['give another name'] });
      }
      return addField(proposed, field.data);
    }, schema),
  };
};

/** The newest version that the code has of an event. */
export const proposeContract = (contracts: readonly ContractVersion[], event: string): Proposal => {
  const newest = contracts.filter((each) => each.event === event).at(-1);
  if (newest !== undefined) return { event, schema: newest.schema };
  throw new UsageError(`The code has no event "${event}".`, {
    actions: [`one of ${[...new Set(contracts.map((each) => each.event))].join(', ')}`],
  });
};

const parseJson = (text: string, file: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new InputUnreadableError(`${file} is not JSON.`, { cause, actions: ['give a JSON Schema (draft 2020-12)'] });
  }
};

const toFix = (issue: z.core.$ZodIssue): string => describeIssue(issue).fix;

const toAction = (issue: z.core.$ZodIssue): string => {
  const { path, message, fix } = describeIssue(issue);
  return `${path === '' ? 'the schema' : path}: ${message}. ${fix}`;
};
