import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { EventSchema } from './event-schema.ts';

/** One landed version of an event's schema. */
export interface RegisteredVersion {
  readonly event: string;
  readonly version: number;
  readonly schema: EventSchema;
}

/** What the registry's folder holds. Landed files never change: the digests say what they were. */
export interface Registry {
  /** By path within the folder, e.g. `MarketDispatchEvent/v1.json`: every `.json` and `.xsd` of a version. */
  readonly texts: ReadonlyMap<string, string>;
  /** By the same paths: hexadecimal SHA-256 at the time of landing. */
  readonly digests: Digests;
  /** By event and version. */
  readonly versions: readonly RegisteredVersion[];
}

export const Digests = z.record(z.string(), z.string().regex(/^[0-9a-f]{64}$/));
export type Digests = Readonly<z.infer<typeof Digests>>;

export const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The file of a version: its JSON Schema, or the XSD beside it. */
export const versionPath = (event: string, version: number, kind: 'json' | 'xsd'): string =>
  `${event}/v${version}.${kind}`;

/** The newest landed version of an event; undefined for an event that has none. */
export const newestVersion = ({ versions }: Registry, event: string): RegisteredVersion | undefined =>
  versions.filter((each) => each.event === event).toSorted((left, right) => right.version - left.version)[0];
