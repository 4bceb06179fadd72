import { Construct, type IConstruct } from 'constructs';
import { CustomResource } from './custom-resource.ts';
import type { FlowFunction } from './flow-function.ts';

export interface SeedProps {
  readonly function: FlowFunction;
  /** What the function is told in the event's ResourceProperties; a change tells it again. */
  readonly properties: Readonly<Record<string, unknown>>;
  /** What has to be there before the function runs. */
  readonly after: readonly IConstruct[];
}

/** First items for the tables, put there by invoking a function once with a Create event. */
export class Seed extends Construct {
  constructor(scope: Construct, id: string, props: SeedProps) {
    super(scope, id);
    const resource = new CustomResource(this, 'Invocation', {
      type: 'Custom::Seed',
      function: props.function,
      properties: props.properties,
    });
    resource.node.addDependency(...props.after);
  }
}
