import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Api } from '../constructs/api.ts';
import { ApiStage } from '../constructs/api-stage.ts';

export interface ApiStageProps extends StackProps {
  readonly api: Api;
  /** The stacks with routes: they come first, for a deployment copies the routes that are there. */
  readonly flows: readonly Stack[];
}

/** Publishes the API when all flows have their routes. */
export class ApiStageStack extends Stack {
  constructor(scope: Construct, id: string, { api, flows, ...props }: ApiStageProps) {
    super(scope, id, props);
    for (const flow of flows) this.addStackDependency(flow, 'its routes are deployed with the stage');
    new ApiStage(this, 'Stage', api);
    new CfnOutput(this, 'ApiUrl', { value: api.url, description: 'Where clients find the API' });
  }
}
