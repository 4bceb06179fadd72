import { Aws, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { CfnAccount, CfnResource, CfnRestApi } from 'aws-cdk-lib/aws-apigateway';
import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';

export interface ApiProps {
  readonly name: string;
  readonly stageName: string;
  /** Where LocalStack is, which serves its APIs below its own address; left out, the API is where AWS has it. */
  readonly localStackUrl?: string | undefined;
}

/** The REST API that all flows share, with the path `/v1` that all of them grow from. It is deployed after the last flow: see ApiStage. */
export class Api extends Construct {
  readonly restApiId: string;
  readonly rootResourceId: string;
  readonly v1ResourceId: string;
  readonly name: string;
  readonly stageName: string;
  readonly #localStackUrl: string | undefined;

  constructor(scope: Construct, id: string, { name, stageName, localStackUrl }: ApiProps) {
    super(scope, id);
    const api = new CfnRestApi(this, 'Resource', { name, endpointConfiguration: { types: ['REGIONAL'] } });
    Validations.of(api).acknowledge({
      id: 'AwsSolutions-APIG2',
      reason: "Bodies are validated by the handlers' middleware, so that they are on every target.",
    });
    this.restApiId = api.ref;
    this.rootResourceId = api.attrRootResourceId;
    this.v1ResourceId = new CfnResource(this, 'v1', {
      restApiId: api.ref,
      parentId: api.attrRootResourceId,
      pathPart: 'v1',
    }).ref;
    this.name = name;
    this.stageName = stageName;
    this.#localStackUrl = localStackUrl;
    this.#letGatewayLog(api);
  }

  /** Where clients find the stage, without a slash at its end. */
  get url(): string {
    return this.#localStackUrl === undefined
      ? `https://${this.restApiId}.execute-api.${Aws.REGION}.${Aws.URL_SUFFIX}/${this.stageName}`
      : `${this.#localStackUrl}/_aws/execute-api/${this.restApiId}/${this.stageName}`;
  }

  /** A setting of the whole account, without which no stage may log; it stays when the stack goes, for other APIs may count on it. */
  #letGatewayLog(api: CfnRestApi): void {
    const role = new Role(this, 'LogRole', {
      assumedBy: new ServicePrincipal('apigateway.amazonaws.com'),
      managedPolicies: [ManagedPolicy.fromAwsManagedPolicyName('service-role/AmazonAPIGatewayPushToCloudWatchLogs')],
    });
    Validations.of(role).acknowledge({
      id: 'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs]',
      reason: 'API Gateway checks that the role has just these permissions.',
    });
    const account = new CfnAccount(this, 'Account', { cloudWatchRoleArn: role.roleArn });
    account.node.addDependency(api);
    role.applyRemovalPolicy(RemovalPolicy.RETAIN);
    account.applyRemovalPolicy(RemovalPolicy.RETAIN);
  }
}
