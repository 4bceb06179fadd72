import { Construct } from 'constructs';
import type { FlowFunction } from './flow-function.ts';
import { TargetResource } from './target-resource.ts';

export interface CustomResourceProps {
  /** The closed list: each has a meaning on every target. */
  readonly type: 'Custom::KafkaEndpoint' | 'Custom::Migration' | 'Custom::Seed';
  /** Answers CloudFormation's events itself: nothing of a framework stands between. */
  readonly function: FlowFunction;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** A resource whose life is a function of ours, invoked only when the function may do all it was granted. */
export class CustomResource extends Construct {
  readonly #resource: TargetResource;

  constructor(scope: Construct, id: string, props: CustomResourceProps) {
    super(scope, id);
    const { type, function: target, properties } = props;
    this.#resource = new TargetResource(
      this,
      'Resource',
      {
        Type: type,
        Properties: {
          ServiceToken: target.functionName,
          // Without it CloudFormation waits an hour for a function that failed to answer.
          ServiceTimeout: target.timeoutSeconds + 60,
          ...properties,
        },
      },
      { ServiceToken: target.functionArn },
    );
    this.#resource.node.addDependency(target);
  }

  attribute(name: string): string {
    return this.#resource.getAtt(name).toString();
  }
}
