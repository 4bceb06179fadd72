import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { SluiceError } from '../../../foundation/sluice-error.ts';
import type { Instance } from '../../../targets/instance/instance.ts';

const Resource = z.looseObject({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
  Metadata: z.record(z.string(), z.unknown()).default({}),
});
export type Resource = z.infer<typeof Resource>;

const Template = z.looseObject({ Resources: z.record(z.string(), Resource) });

/** Stack name → logical id → resource. */
export type Templates = Readonly<Record<string, Readonly<Record<string, Resource>>>>;

class TemplatesMissingError extends SluiceError {
  readonly code = 'TEMPLATES_MISSING';
}

const suffix = '.template.json';

/** The templates that an instance was synthesised to last. */
export const readTemplates = async (instance: Instance): Promise<Templates> => {
  const names = await readdir(instance.assemblyDirectory).catch(() => []);
  const files = names.filter((name) => name.endsWith(suffix)).sort();
  if (files.length === 0) {
    throw new TemplatesMissingError(`The instance "${instance.name}" has not been synthesised yet.`, {
      actions: [`./sluice up --instance ${instance.name}`],
    });
  }
  const templates = await Promise.all(
    files.map(async (file) => {
      const text = await readFile(join(instance.assemblyDirectory, file), 'utf8');
      return [file.slice(0, -suffix.length), Template.parse(JSON.parse(text)).Resources] as const;
    }),
  );
  return Object.fromEntries(templates);
};

/** Where in the application a resource comes from, e.g. `SluiceGrid/grid-analytics/Resource`. */
export const pathOf = ({ Metadata }: Resource): string => String(Metadata['aws:cdk:path'] ?? '');
