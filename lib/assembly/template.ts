import { z } from 'zod';
import { LeftToRunner } from '../foundation/left-to-runner.ts';

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export const Json: z.ZodType<Json> = z.json();

const JsonObject = z.record(z.string(), Json);

const TemplateResource = z.object({
  Type: z.string(),
  Properties: JsonObject.default({}),
  DependsOn: z.union([z.string().transform((id) => [id]), z.array(z.string())]).default([]),
  Condition: z.string().optional(),
  Metadata: JsonObject.default({}),
});
export type TemplateResource = z.infer<typeof TemplateResource>;

const TemplateOutput = z.object({
  Value: Json,
  Export: z.object({ Name: Json }).optional(),
  Condition: z.string().optional(),
});

/** A CloudFormation template, its intrinsic functions unresolved. */
export const Template = z
  .object({
    Metadata: LeftToRunner.transform((left) => z.record(z.string(), TemplateResource).parse(left)),
    Parameters: z.record(z.string(), z.object({ Type: z.string(), Default: Json.optional() })).default({}),
    Mappings: z.record(z.string(), z.record(z.string(), JsonObject)).default({}),
    Conditions: JsonObject.default({}),
    Resources: z.record(z.string(), TemplateResource).default({}),
    Outputs: z.record(z.string(), TemplateOutput).default({}),
  })
  .transform(({ Metadata, ...template }) => ({ ...template, Resources: { ...template.Resources, ...Metadata } }));
export type Template = z.infer<typeof Template>;

/** A stack of the cloud assembly. */
export interface Stack {
  readonly name: string;
  readonly template: Template;
  /** The key in the assets' bucket → the folder that is zipped under it. */
  readonly assets: ReadonlyMap<string, string>;
}

/** Where a resource stands in the CDK's tree: stable while its construct stays where it is. */
export const constructPathOf = (stackName: string, logicalId: string, { Metadata }: TemplateResource): string => {
  const path = Metadata['aws:cdk:path'];
  return typeof path === 'string' ? path : `${stackName}/${logicalId}`;
};
