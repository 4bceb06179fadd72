import { compareSchemas } from './compare-schemas.ts';
import type { EventSchema } from './event-schema.ts';
import type { RegisteredVersion } from './registry.ts';
import { type Compatibility, compatibilityOf, type SchemaChange } from './schema-change.ts';

/** Whether a proposed schema may become the next version of an event. */
export interface Evolution {
  readonly event: string;
  /** The newest landed version; undefined where there is none. */
  readonly from: number | undefined;
  readonly to: number;
  readonly changes: readonly SchemaChange[];
  readonly compatibility: Compatibility;
  readonly allowed: boolean;
  readonly reason: string;
}

/** The next version must be BACKWARD compatible with the newest, so that its readers can read what is already kept. */
export const decideEvolution = (
  event: string,
  newest: RegisteredVersion | undefined,
  proposed: EventSchema,
): Evolution => {
  const to = (newest?.version ?? 0) + 1;
  const changes = newest === undefined ? [] : compareSchemas(newest.schema, proposed);
  const refused = changes.filter(({ compatible }) => !compatible);
  const judged = { event, from: newest?.version, to, changes, compatibility: compatibilityOf(changes) };
  if (newest !== undefined && changes.length === 0) {
    return { ...judged, allowed: false, reason: `It says the same as version ${newest.version}` };
  }
  if (refused.length > 0) {
    return { ...judged, allowed: false, reason: `${refused.length} of ${changes.length} changes are not BACKWARD` };
  }
  const reason = newest === undefined ? 'It is the first version' : 'Every change is BACKWARD: upgrade readers first';
  return { ...judged, allowed: true, reason };
};
