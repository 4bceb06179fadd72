import { CfnResource, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { RunnerResource } from '../foundation/runner-resource.ts';
import { templateMetadata } from '../foundation/template-metadata.ts';
import { targetOf } from './target.ts';

/** What is told to a function of ours: parsed only where it is handed over. */
interface CustomDefinition {
  readonly Type: 'Custom::KafkaEndpoint' | 'Custom::Migration' | 'Custom::Seed';
  readonly Properties: Readonly<Record<string, unknown>>;
}

/** A resource that LocalStack has no meaning for: there it is in no template's resources, and its definition in the stack's metadata. */
export class TargetResource extends CfnResource {
  /** Whether CloudFormation makes it, so that it can be referred to. */
  readonly isDeployed: boolean;

  /** @param references take the place of what the definition names, where CloudFormation makes the resource */
  constructor(
    scope: Construct,
    id: string,
    definition: RunnerResource | CustomDefinition,
    references: Readonly<Record<string, string>> = {},
  ) {
    super(scope, id, { type: definition.Type, properties: { ...definition.Properties, ...references } });
    this.isDeployed = targetOf(this) === 'aws';
    if (this.isDeployed) return;

    const stack = Stack.of(this);
    stack.addMetadata(templateMetadata.resources, {
      ...stack.templateOptions.metadata?.[templateMetadata.resources],
      [this.node.path]: RunnerResource.parse(definition),
    });
  }

  protected override shouldSynthesize(): boolean {
    return this.isDeployed;
  }
}
