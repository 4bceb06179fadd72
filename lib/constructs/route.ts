import { Aws, Fn, Validations } from 'aws-cdk-lib';
import { CfnMethod } from 'aws-cdk-lib/aws-apigateway';
import { CfnPermission } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { FlowFunction } from './flow-function.ts';
import { RefusedPropertyError } from './refused-property-error.ts';
import type { RouteTree } from './route-tree.ts';

export interface RouteProps {
  readonly routes: RouteTree;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** API Gateway's form: `/v1/orders/{id}`, `/files/{proxy+}`. */
  readonly path: `/${string}`;
  readonly function: FlowFunction;
}

/** API Gateway's limit for an integration of a regional REST API. */
const longestSeconds = 29;

/** A method of the API that a function answers. The gateway lets everything through: keys and limits are the function's middleware. */
export class Route extends Construct {
  constructor(scope: Construct, props: RouteProps) {
    super(scope, `${props.method} ${props.path.slice(1).replaceAll('/', '.')}`);
    const { routes, method, path, function: target } = props;
    this.#refuse(props);

    const resource = new CfnMethod(this, 'Resource', {
      restApiId: routes.api.restApiId,
      resourceId: routes.resource(path).resourceId,
      httpMethod: method,
      authorizationType: 'NONE',
      integration: {
        type: 'AWS_PROXY',
        integrationHttpMethod: 'POST',
        uri: Fn.join('', [
          `arn:${Aws.PARTITION}:apigateway:${Aws.REGION}:lambda:path/2015-03-31/functions/`,
          target.functionArn,
          '/invocations',
        ]),
        timeoutInMillis: longestSeconds * 1000,
      },
    });
    const reason =
      "Keys, limits and tokens are checked by the handlers' middleware, so that they hold on every target.";
    Validations.of(resource).acknowledge({ id: 'AwsSolutions-APIG4', reason }, { id: 'AwsSolutions-COG4', reason });

    new CfnPermission(this, 'Permission', {
      action: 'lambda:InvokeFunction',
      functionName: target.functionArn,
      principal: 'apigateway.amazonaws.com',
      sourceArn: `arn:${Aws.PARTITION}:execute-api:${Aws.REGION}:${Aws.ACCOUNT_ID}:${routes.api.restApiId}/${routes.api.stageName}/${method}${path.replaceAll(/\{[^}]+\}/g, '*')}`,
    });
  }

  #refuse({ path, function: target }: RouteProps): void {
    if (path !== '/' && !path.slice(1).split('/').every(isPathPart)) {
      throw new RefusedPropertyError(this, {
        field: 'PathPart',
        problem: `cannot be made from ${path}`,
        fix: 'Separate words and {parameters} by single slashes; only the last may be a greedy {parameter+}.',
      });
    }
    if (target.timeoutSeconds > longestSeconds) {
      throw new RefusedPropertyError(this, {
        field: 'TimeoutInMillis',
        problem: `cannot cover the function's ${target.timeoutSeconds} seconds: the gateway answers 504 after ${longestSeconds}`,
        fix: `Set the function's timeoutSeconds to ${longestSeconds} or less.`,
      });
    }
  }
}

const isPathPart = (part: string, index: number, parts: readonly string[]): boolean =>
  /^([\w.~:-]+|\{\w+\})$/.test(part) || (index === parts.length - 1 && /^\{\w+\+\}$/.test(part));
