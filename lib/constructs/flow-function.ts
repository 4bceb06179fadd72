import { AssetHashType, Fn, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { Construct } from 'constructs';
import { templateMetadata } from '../foundation/template-metadata.ts';
import type { DatabaseAccess } from './database-access.ts';
import { decideFunctionRefusal } from './decide-function-refusal.ts';
import type { HandlerBundle } from './handler-bundles.ts';
import type { KafkaAccess, NamedTopic } from './kafka-access.ts';
import {
  consumePermissions,
  failureDestinationPermissions,
  networkInterfacePermission,
  producePermissions,
  transactionPermission,
} from './kafka-permissions.ts';
import type { NetworkPlace } from './network-place.ts';
import type { Permission } from './permission.ts';
import { RefusedPropertyError } from './refused-property-error.ts';

const nodeOptions = '--enable-source-maps';

export interface FlowFunctionProps {
  readonly bundle: HandlerBundle;
  readonly description: string;
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
  readonly environment?: Readonly<Record<string, string>>;
  /** Places the function in the cluster's network, if it has one, and names the brokers in its environment. */
  readonly kafka?: KafkaAccess;
  /** Places the function in the database's network, if it has one, names the database in its environment and lets it connect. */
  readonly database?: DatabaseAccess;
  /** Places the function in a network where neither of the two does. */
  readonly network?: NetworkPlace;
}

/** A Lambda of ours: its id is its name, its log service and its metric dimension. It may do what it is granted and nothing else. */
export class FlowFunction extends Construct {
  readonly functionName: string;
  readonly functionArn: string;
  readonly timeoutSeconds: number;
  readonly #role: Role;

  constructor(scope: Construct, functionName: string, props: FlowFunctionProps) {
    super(scope, functionName);
    const { bundle, kafka, database, environment = {}, memoryMb, timeoutSeconds } = props;
    const place = kafka?.place ?? database?.place ?? props.network;
    const refusal = decideFunctionRefusal({ functionName, environment, memoryMb, timeoutSeconds });
    if (refusal !== undefined) throw new RefusedPropertyError(this, refusal);

    this.functionName = functionName;
    this.timeoutSeconds = timeoutSeconds;
    const logGroup = new LogGroup(this, 'Logs', {
      logGroupName: `/aws/lambda/${functionName}`,
      retention: RetentionDays.TWO_WEEKS,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.#role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    this.allow({ actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [logGroup.logGroupArn] });
    if (place !== undefined) this.allow(networkInterfacePermission);
    if (database?.permission !== undefined) this.allow(database.permission);

    const code = new Asset(this, 'Code', {
      path: bundle.directory,
      assetHash: bundle.hash,
      assetHashType: AssetHashType.CUSTOM,
    });
    const resource = new CfnFunction(this, 'Resource', {
      functionName,
      description: props.description,
      runtime: 'nodejs24.x',
      architectures: ['arm64'],
      handler: 'index.handler',
      code: { s3Bucket: code.s3BucketName, s3Key: code.s3ObjectKey },
      role: this.#role.roleArn,
      memorySize: memoryMb,
      timeout: timeoutSeconds,
      loggingConfig: { logFormat: 'JSON', logGroup: logGroup.logGroupName },
      environment: {
        variables: {
          NODE_OPTIONS: nodeOptions,
          POWERTOOLS_SERVICE_NAME: functionName,
          ...(kafka && {
            KAFKA_BOOTSTRAP_SERVERS: kafka.bootstrapServers,
            KAFKA_SECURITY_PROTOCOL: kafka.securityProtocol,
          }),
          ...(database && {
            DATABASE_HOST: database.host,
            DATABASE_PORT: database.port,
            DATABASE_NAME: database.name,
            DATABASE_USER: database.user,
            DATABASE_AUTHENTICATION: database.authentication,
          }),
          ...environment,
        },
      },
      ...(place && { vpcConfig: { subnetIds: [...place.subnetIds], securityGroupIds: [place.securityGroupId] } }),
    });
    resource.addMetadata(templateMetadata.bundle, bundle.name);
    code.addResourceMetadata(resource, 'Code');
    resource.node.addDependency(this.#role);
    this.functionArn = resource.attrArn;
  }

  /** Adds one statement to the function's role. */
  allow({ actions, resources, wildcardReason, conditions }: Permission): void {
    this.#role.addToPolicy(
      new PolicyStatement({
        actions: [...actions],
        resources: resources.map((arn) => substitutePseudoParameters(arn)),
        ...(conditions && { conditions: substituteInConditions(conditions) }),
      }),
    );
    if (wildcardReason === undefined) return;
    for (const arn of resources) {
      Validations.of(this.#role).acknowledge({
        id: `AwsSolutions-IAM5[Resource::${toFinding(arn)}]`,
        reason: wildcardReason,
      });
    }
  }

  /** Lets the function append to a topic, idempotently. */
  grantProduce(topic: NamedTopic): void {
    for (const permission of producePermissions(topic.arns, topic.topicName)) this.allow(permission);
  }

  /** Lets the function append to a topic in transactions whose ids begin with the prefix. */
  grantTransactions(topic: NamedTopic, idPrefix: string): void {
    this.grantProduce(topic);
    this.allow(transactionPermission(topic.arns, idPrefix));
  }

  /** Lets an event source read a topic in the function's name, as one consumer group. */
  grantConsume(topic: NamedTopic, group: string): void {
    this.allow(networkInterfacePermission);
    for (const permission of consumePermissions(topic.arns, topic.topicName, group)) this.allow(permission);
  }

  /** Lets an event source send the records that the function could not process to a topic. */
  grantFailureDestination(topic: NamedTopic): void {
    for (const permission of failureDestinationPermissions(topic.arns, topic.topicName)) this.allow(permission);
  }
}

const substitutePseudoParameters = (arn: string): string => (arn.includes('${AWS::') ? Fn.sub(arn) : arn);

const substituteInConditions = (conditions: NonNullable<Permission['conditions']>) =>
  Object.fromEntries(
    Object.entries(conditions).map(([operator, keys]) => [
      operator,
      Object.fromEntries(Object.entries(keys).map(([key, value]) => [key, substitutePseudoParameters(value)])),
    ]),
  );

/** cdk-nag spells a substitution `<Name>` in the ids of its findings. */
const toFinding = (arn: string): string => arn.replaceAll('${', '<').replaceAll('}', '>');
