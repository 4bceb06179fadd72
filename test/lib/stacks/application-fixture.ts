import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { App } from 'aws-cdk-lib';
import { findHandlers } from '../../../lib/bundling/find-handlers.ts';
import { type Target, targetContext } from '../../../lib/constructs/target.ts';
import { type ApplicationProps, buildApplication } from '../../../lib/stacks/application.ts';
import { bundleFixture, temporaryFolder } from '../constructs/bundle-fixture.ts';

export interface TemplateResource {
  readonly Type: string;
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into a template's properties and relies on none of them
  readonly Properties: Record<string, any>;
  readonly DependsOn?: readonly string[];
  readonly DeletionPolicy?: string;
  readonly Metadata: Record<string, string>;
}

interface TemplateJson {
  readonly Metadata?: Readonly<Record<string, unknown>>;
  readonly Parameters: Readonly<Record<string, { Default?: string; Description: string }>>;
  readonly Resources: Readonly<Record<string, TemplateResource>>;
  readonly Outputs: Readonly<Record<string, { Value: unknown }>>;
}

const root = resolve(import.meta.dirname, '..', '..', '..');

/** The bundle of every handler that there is. */
export const bundleNames = (await findHandlers(root)).map(({ name }) => name);

/** The whole application with the context of cdk.json and bundles of no content, not yet synthesised. */
export const applicationFixture = ({
  target = 'aws',
  ...props
}: Partial<ApplicationProps> & { readonly target?: Target } = {}): App => {
  const app = new App({
    outdir: temporaryFolder(),
    context: { ...JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8')).context, [targetContext]: target },
    stackTraces: false,
    treeMetadata: false,
    builtinCloudFormationValidation: false,
  });
  buildApplication(app, { stage: 'demo', bundles: bundleFixture(...bundleNames), ...props });
  return app;
};

/** The synthesised application, looked into by construct path and by type. */
export const synthesise = (app: App = applicationFixture()) => {
  const assembly = app.synth();
  const templates = Object.fromEntries(
    assembly.stacks.map((stack) => [stack.stackName, stack.template as TemplateJson]),
  ) as Record<'SluicePlatform' | 'SluiceDatabase' | 'SluiceGrid' | 'SluiceOrders' | 'SluiceApiStage', TemplateJson>;
  const entries = Object.values(templates).flatMap((template) => Object.entries(template.Resources));
  const resources = entries.map(([, resource]) => resource);

  const entryAt = (path: string): [string, TemplateResource] => {
    const entry = entries.find(([, resource]) => resource.Metadata['aws:cdk:path'] === path);
    if (entry === undefined) throw new Error(`nothing is at ${path}`);
    return entry;
  };
  return {
    assembly,
    templates,
    resources,
    ofType: (type: string) => resources.filter((resource) => resource.Type === type),
    resourceAt: (path: string) => entryAt(path)[1],
    logicalIdAt: (path: string) => entryAt(path)[0],
    /** The statements of a function's policy, by its path: action → resource. */
    statementsOf: (path: string): [string | string[], unknown][] =>
      entryAt(`${path}/Role/DefaultPolicy/Resource`)[1].Properties['PolicyDocument'].Statement.map(
        (statement: { Action: string | string[]; Resource: unknown }) => [statement.Action, statement.Resource],
      ),
    variablesOf: (path: string): Record<string, unknown> =>
      entryAt(`${path}/Resource`)[1].Properties['Environment'].Variables,
  };
};

/** A Kafka ARN of the demo's cluster as the templates write it. */
export const kafkaArn = (kind: 'cluster' | 'topic' | 'group' | 'transactional-id', name?: string) => ({
  'Fn::Sub': `arn:\${AWS::Partition}:kafka:\${AWS::Region}:\${AWS::AccountId}:${kind}/sluice-demo/*${name ? `/${name}` : ''}`,
});

/** A value of the platform stack, or of another, as a later stack imports it. */
export const imported = (output: string, stack = 'SluicePlatform') => ({
  'Fn::ImportValue': expect.stringMatching(`^${stack}:ExportsOutput\\w*${output}`),
});
