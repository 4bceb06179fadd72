import { isDeepStrictEqual } from 'node:util';
import { pathOf, type Resource, type Templates } from './read-templates.ts';

/** A resource that a template has and the other has not, or has otherwise. */
export interface ResourceChange {
  readonly stack: string;
  readonly logicalId: string;
  readonly type: string;
  /** The construct's path, e.g. `SluiceGrid/grid-risk/Resource`. */
  readonly path: string;
}

export interface TemplateDiff {
  readonly added: readonly ResourceChange[];
  readonly removed: readonly ResourceChange[];
  readonly changed: readonly ResourceChange[];
  /** How many are the same in both. */
  readonly unchanged: number;
}

/** What differs between two syntheses of the application, resource by resource. */
export const diffTemplates = (before: Templates, after: Templates): TemplateDiff => {
  const [left, right] = [flatten(before), flatten(after)];
  const changed: ResourceChange[] = [];
  let unchanged = 0;
  for (const [key, { change, resource }] of right) {
    const earlier = left.get(key);
    if (earlier === undefined) continue;
    if (isDeepStrictEqual(earlier.resource, resource)) unchanged += 1;
    else changed.push(change);
  }
  return {
    added: [...right].filter(([key]) => !left.has(key)).map(([, { change }]) => change),
    removed: [...left].filter(([key]) => !right.has(key)).map(([, { change }]) => change),
    changed,
    unchanged,
  };
};

/** Whether a construct has the same resources with the same properties in both, and at least one. */
export const isSameConstruct = (before: Templates, after: Templates, path: string): boolean => {
  const of = (templates: Templates) =>
    Object.fromEntries([...flatten(templates)].filter(([, { change }]) => change.path.startsWith(`${path}/`)));
  const earlier = of(before);
  return Object.keys(earlier).length > 0 && isDeepStrictEqual(earlier, of(after));
};

const flatten = (templates: Templates): Map<string, { change: ResourceChange; resource: Resource }> =>
  new Map(
    Object.entries(templates).flatMap(([stack, resources]) =>
      Object.entries(resources).map(([logicalId, resource]) => [
        `${stack}/${logicalId}`,
        { change: { stack, logicalId, type: resource.Type, path: pathOf(resource) }, resource },
      ]),
    ),
  );
