import { RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { CfnMethod, CfnStage, Deployment, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Api } from './api.ts';

/** What the access log says of a request: the names are API Gateway's `$context` variables. */
const accessLogFormat = JSON.stringify({
  requestId: '$context.requestId',
  requestTime: '$context.requestTime',
  sourceIp: '$context.identity.sourceIp',
  method: '$context.httpMethod',
  path: '$context.path',
  route: '$context.resourcePath',
  status: '$context.status',
  responseLength: '$context.responseLength',
  latencyMs: '$context.responseLatency',
  functionLatencyMs: '$context.integrationLatency',
  error: '$context.error.message',
});

/** Publishes the routes of all stacks. A deployment is a copy of the routes, so a changed route makes a new one. */
export class ApiStage extends Construct {
  constructor(scope: Construct, id: string, api: Api) {
    super(scope, id);
    const deployment = new Deployment(this, 'Deployment', {
      api: RestApi.fromRestApiAttributes(this, 'Api', {
        restApiId: api.restApiId,
        rootResourceId: api.rootResourceId,
      }),
    });
    for (const method of this.node.root.node.findAll()) {
      if (method instanceof CfnMethod) deployment.addToLogicalId(describeMethod(method));
    }

    const accessLog = new LogGroup(this, 'AccessLogs', {
      logGroupName: '/sluice/api/access',
      retention: RetentionDays.TWO_WEEKS,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const stage = new CfnStage(this, 'Resource', {
      restApiId: api.restApiId,
      deploymentId: deployment.deploymentId,
      stageName: api.stageName,
      accessLogSetting: { destinationArn: accessLog.logGroupArn, format: accessLogFormat },
      methodSettings: [
        {
          httpMethod: '*',
          resourcePath: '/*',
          loggingLevel: 'ERROR',
          dataTraceEnabled: false,
          metricsEnabled: true,
          throttlingRateLimit: 2_000,
          throttlingBurstLimit: 1_000,
        },
      ],
    });
    Validations.of(stage).acknowledge({
      id: 'AwsSolutions-APIG3',
      reason: 'Floods are answered by the exact limits of the middleware; a web ACL is the choice of who runs it.',
    });
  }
}

const describeMethod = (method: CfnMethod): unknown =>
  Stack.of(method).resolve({
    resource: method.resourceId,
    method: method.httpMethod,
    authorization: method.authorizationType,
    integration: method.integration,
    responses: method.methodResponses,
  });
