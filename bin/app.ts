/** The CDK application: builds all handlers, then writes the cloud assembly. `node bin/app.ts [-c key=value]… [-o folder]`. */

import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { App, Validations } from 'aws-cdk-lib';
import { z } from 'zod';
import { buildBundles } from '../lib/bundling/build-bundles.ts';
import { buildApplication } from '../lib/stacks/application.ts';

const root = resolve(import.meta.dirname, '..');

const { values: options } = parseArgs({
  options: {
    context: { type: 'string', short: 'c', multiple: true, default: [] },
    output: { type: 'string', short: 'o', default: process.env['CDK_OUTDIR'] ?? join(root, 'cdk.out') },
  },
});

const Context = z.object({
  stage: z
    .string()
    .regex(/^[a-z][a-z0-9]{0,15}$/, 'a stage is 1 to 16 lower-case letters and digits, a letter first')
    .default('demo'),
  /** Checks the templates with cdk-nag's AwsSolutions and CloudFormation's schemas: 3 s that a local start does without. */
  nag: z.stringbool().or(z.boolean()).default(false),
});

/** The CDK's command line passes this context in its variable; without it the file is read, so that the templates are the same. */
const CdkJson = z.object({ context: z.record(z.string(), z.unknown()) });
const context = {
  ...CdkJson.parse(JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8'))).context,
  ...z.record(z.string(), z.unknown()).parse(JSON.parse(process.env['CDK_CONTEXT_JSON'] ?? '{}')),
  ...Object.fromEntries(options.context.map((pair) => pair.split(/=(.*)/s, 2))),
};
const { stage, nag } = Context.parse(context);

const app = new App({
  outdir: options.output,
  postCliContext: context,
  stackTraces: false,
  treeMetadata: false,
  analyticsReporting: false,
  builtinCloudFormationValidation: nag,
});
buildApplication(app, {
  stage,
  bundles: await buildBundles({ root, outDirectory: join(root, '.sluice', 'bundles') }),
});
if (nag) {
  const { AwsSolutionsChecks } = await import('cdk-nag');
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
}
app.synth();
