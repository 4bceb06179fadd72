import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { LeftToRunner } from '../../../foundation/left-to-runner.ts';
import { SluiceError } from '../../../foundation/sluice-error.ts';
import type { Instance } from '../../../targets/instance/instance.ts';

const Resource = z.looseObject({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
  Metadata: z.record(z.string(), z.unknown()).default({}),
});
export type Resource = z.infer<typeof Resource>;

const Template = z
  .looseObject({ Metadata: LeftToRunner, Resources: z.record(z.string(), Resource) })
  .transform(({ Metadata, Resources }) => ({ ...Resources, ...z.record(z.string(), Resource).parse(Metadata) }));

/** Stack name → logical id → resource. */
export type Templates = Readonly<Record<string, Readonly<Record<string, Resource>>>>;

class TemplatesMissingError extends SluiceError {
  readonly code = 'TEMPLATES_MISSING';
}

const suffix = '.template.json';

/** The resources of a template, those that it leaves to the runner among them. */
export const parseTemplate = (template: unknown): Templates[string] => Template.parse(template);

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
      return [file.slice(0, -suffix.length), parseTemplate(JSON.parse(text))] as const;
    }),
  );
  return Object.fromEntries(templates);
};

/** Where in the application a resource comes from, e.g. `SluiceGrid/grid-analytics/Resource`. */
export const pathOf = ({ Metadata }: Resource): string => String(Metadata['aws:cdk:path'] ?? '');
