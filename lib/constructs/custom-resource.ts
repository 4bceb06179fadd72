import { CfnResource } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { FlowFunction } from './flow-function.ts';

export interface CustomResourceProps {
  /** The closed list: each has a meaning on every target. */
  readonly type: 'Custom::KafkaEndpoint' | 'Custom::Migration' | 'Custom::Seed';
  /** Answers CloudFormation's events itself: nothing of a framework stands between. */
  readonly function: FlowFunction;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** A resource whose life is a function of ours, invoked only when the function may do all it was granted. */
export class CustomResource extends Construct {
  readonly #resource: CfnResource;

  constructor(scope: Construct, id: string, props: CustomResourceProps) {
    super(scope, id);
    this.#resource = new CfnResource(this, 'Resource', {
      type: props.type,
      properties: {
        ServiceToken: props.function.functionArn,
        // Without it CloudFormation waits an hour for a function that failed to answer.
        ServiceTimeout: props.function.timeoutSeconds + 60,
        ...props.properties,
      },
    });
    this.#resource.node.addDependency(props.function);
  }

  attribute(name: string): string {
    return this.#resource.getAtt(name).toString();
  }
}
