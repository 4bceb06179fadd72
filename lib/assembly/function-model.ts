import { z } from 'zod';
import { templateMetadata } from '../foundation/template-metadata.ts';
import type { FunctionModel } from './application-model.ts';
import { AssemblyError } from './assembly-error.ts';
import type { PhysicalValues } from './physical-values.ts';
import { parseProperties, placeOf, type Resource } from './resource.ts';
import { attributeOf, refOf } from './resource-identity.ts';

const FunctionProperties = z.object({
  Code: z.object({ S3Key: z.string().optional() }),
  Handler: z.string().default(''),
  Runtime: z.string().default(''),
  Timeout: z.coerce.number().default(3),
  MemorySize: z.coerce.number().default(128),
  Environment: z
    .object({
      Variables: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]).transform(String)).default({}),
    })
    .default({ Variables: {} }),
  ReservedConcurrentExecutions: z.coerce.number().optional(),
});

/**
 * Reads an AWS::Lambda::Function.
 *
 * @returns undefined where its code is no folder of the assembly but inline or an image
 */
export const toFunctionModel = (resource: Resource, physical: PhysicalValues): FunctionModel | undefined => {
  const { Code, ...properties } = parseProperties(resource, FunctionProperties);
  if (Code.S3Key === undefined) return undefined;
  const codeDirectory = resource.findAsset(Code.S3Key);
  const place = placeOf(resource, 'Properties.Code.S3Key');
  if (codeDirectory === undefined)
    throw new AssemblyError(place, `no zipped asset of the assembly is named ${Code.S3Key}`);

  const bundle = resource.metadata[templateMetadata.bundle];
  return {
    path: resource.path,
    functionName: String(refOf(resource, physical)),
    arn: String(attributeOf(resource, 'Arn', physical, placeOf(resource))),
    handler: properties.Handler,
    runtime: properties.Runtime,
    codeDirectory,
    bundle: typeof bundle === 'string' ? bundle : undefined,
    timeoutMs: properties.Timeout * 1000,
    memoryMb: properties.MemorySize,
    environment: properties.Environment.Variables,
    reservedConcurrency: properties.ReservedConcurrentExecutions,
  };
};
