import type { z } from 'zod';
import { AssemblyError, type TemplatePlace } from './assembly-error.ts';
import type { Json } from './template.ts';

/** A resource of a template whose properties are resolved when they are asked for, so that what shapes nothing need not have a value. */
export interface Resource {
  readonly stackName: string;
  readonly logicalId: string;
  readonly path: string;
  readonly type: string;
  readonly metadata: Readonly<Record<string, Json>>;
  /** The logical ids of its stack that it must come after. */
  readonly dependencies: readonly string[];
  /** The folder of a zipped asset of its stack. */
  findAsset(objectKey: string): string | undefined;
  property(name: string): Json | undefined;
  properties(): Readonly<Record<string, Json>>;
}

export const placeOf = ({ stackName, logicalId }: Resource, propertyPath = ''): TemplatePlace => ({
  stackName,
  logicalId,
  propertyPath,
});

/**
 * Resolves and checks those properties that a schema names.
 *
 * @throws AssemblyError naming the property that is not as the schema wants it
 */
export const parseProperties = <Shape extends z.ZodRawShape>(
  resource: Resource,
  schema: z.ZodObject<Shape>,
): z.infer<z.ZodObject<Shape>> => {
  const known = Object.keys(schema.shape).map((name) => [name, resource.property(name)] as const);
  const parsed = schema.safeParse(Object.fromEntries(known.filter(([, value]) => value !== undefined)));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new AssemblyError(
    placeOf(resource, `Properties.${issue?.path.join('.')}`),
    issue?.message ?? 'it is not valid',
  );
};
