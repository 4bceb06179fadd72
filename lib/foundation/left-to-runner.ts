import { z } from 'zod';
import { RunnerResources } from './runner-resource.ts';
import { templateMetadata } from './template-metadata.ts';

/**
 * The metadata of a template, as the resources which it leaves to the runner: written like those that CloudFormation makes, each with its
 * path for a logical id. Only templates for LocalStack have any.
 */
export const LeftToRunner = z
  .object({ [templateMetadata.resources]: RunnerResources.default({}) })
  .default({ [templateMetadata.resources]: {} })
  .transform((metadata) =>
    Object.fromEntries(
      Object.entries(metadata[templateMetadata.resources]).map(([path, { Type, Properties }]) => [
        path,
        { Type, Properties, Metadata: { 'aws:cdk:path': path } },
      ]),
    ),
  );
