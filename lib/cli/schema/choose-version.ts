import {
  newestVersion,
  type RegisteredVersion,
  type Registry,
} from '../../../functions/contracts/registry/registry.ts';
import { UsageError } from '../usage-error.ts';

/** The landed version that the command line names, the newest where it names none. */
export const chooseVersion = (registry: Registry, event: string, version?: number): RegisteredVersion => {
  const events = new Set(registry.versions.map((each) => each.event));
  const newest = newestVersion(registry, event);
  if (newest === undefined) {
    throw new UsageError(`There is no event "${event}".`, { actions: [`one of ${[...events].join(', ')}`] });
  }
  if (version === undefined) return newest;
  const found = registry.versions.find((each) => each.event === event && each.version === version);
  if (found !== undefined) return found;
  throw new UsageError(`${event} has no version ${version}.`, { actions: [`1 to ${newest.version}`] });
};

/** A version as `2` or `v2`. */
export const parseVersion = (text: string): number => {
  const version = /^v?(\d+)$/.exec(text)?.[1];
  if (version === undefined) throw new UsageError(`"${text}" is no version.`, { actions: ['a whole number, e.g. 1'] });
  return Number(version);
};
