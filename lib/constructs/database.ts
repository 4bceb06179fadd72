import { Aws, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { CfnSecurityGroup, CfnSecurityGroupEgress, CfnSecurityGroupIngress } from 'aws-cdk-lib/aws-ec2';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import {
  AuroraPostgresEngineVersion,
  CfnDBCluster,
  CfnDBClusterParameterGroup,
  CfnDBInstance,
  CfnDBSubnetGroup,
} from 'aws-cdk-lib/aws-rds';
import { Construct } from 'constructs';
import type { Network } from './network.ts';

export interface DatabaseProps {
  /** Changing it replaces the cluster. */
  readonly clusterName: string;
  readonly databaseName: string;
  readonly network: Network;
  /** Whether the cluster and its data outlive the stack. */
  readonly keepsData: boolean;
}

const engine = 'aurora-postgresql';
const version = AuroraPostgresEngineVersion.VER_18_6;
/** Where Postgres listens. */
const postgresPort = { ipProtocol: 'tcp', fromPort: 5432, toPort: 5432 };
const backupDays = 7;

/**
 * Aurora PostgreSQL, Serverless v2, reached over TLS from the functions of the network and in no other way: by the application as
 * IAM principals, by its migrations with the master's secret, which RDS makes and renews.
 */
export class Database extends Construct {
  readonly network: Network;
  readonly host: string;
  readonly port: string;
  readonly databaseName: string;
  readonly masterSecretArn: string;
  readonly #resourceId: string;

  constructor(scope: Construct, id: string, props: DatabaseProps) {
    super(scope, id);
    const { clusterName, databaseName, network, keepsData } = props;
    this.network = network;
    this.databaseName = databaseName;

    const subnetGroup = new CfnDBSubnetGroup(this, 'Subnets', {
      dbSubnetGroupDescription: 'The isolated subnets of the network',
      subnetIds: [...network.subnetIds],
    });
    const parameterGroup = new CfnDBClusterParameterGroup(this, 'Parameters', {
      description: 'Logical decoding, and TLS for everyone',
      family: `${engine}${version.auroraPostgresMajorVersion}`,
      parameters: { 'rds.logical_replication': '1', 'rds.force_ssl': '1' },
    });
    // RDS would make the group itself, and keep its lines for ever.
    const logGroup = new LogGroup(this, 'Logs', {
      logGroupName: `/aws/rds/cluster/${clusterName}/postgresql`,
      retention: RetentionDays.TWO_WEEKS,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const cluster = new CfnDBCluster(this, 'Resource', {
      dbClusterIdentifier: clusterName,
      databaseName,
      engine,
      engineVersion: version.auroraPostgresFullVersion,
      // Logical decoding keeps a cluster from pausing, so that less than half a unit is not to be had.
      serverlessV2ScalingConfiguration: { minCapacity: 0.5, maxCapacity: 4 },
      masterUsername: 'sluice_master',
      manageMasterUserPassword: true,
      enableIamDatabaseAuthentication: true,
      storageEncrypted: true,
      dbSubnetGroupName: subnetGroup.ref,
      vpcSecurityGroupIds: [this.#openTo(network)],
      dbClusterParameterGroupName: parameterGroup.ref,
      enableCloudwatchLogsExports: ['postgresql'],
      backupRetentionPeriod: backupDays,
      copyTagsToSnapshot: true,
      deletionProtection: keepsData,
    });
    cluster.node.addDependency(logGroup);
    const instance = new CfnDBInstance(this, 'Instance', {
      dbClusterIdentifier: cluster.ref,
      dbInstanceClass: 'db.serverless',
      engine,
      publiclyAccessible: false,
      autoMinorVersionUpgrade: true,
    });
    for (const resource of [cluster, instance]) {
      resource.applyRemovalPolicy(keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY);
    }
    this.host = cluster.attrEndpointAddress;
    this.port = cluster.attrEndpointPort;
    this.masterSecretArn = cluster.attrMasterUserSecretSecretArn;
    this.#resourceId = cluster.attrDbClusterResourceId;
    this.#acknowledge(cluster, instance, keepsData);
  }

  /** What IAM calls a user of the database. */
  userArn(user: string): string {
    return `arn:${Aws.PARTITION}:rds-db:${Aws.REGION}:${Aws.ACCOUNT_ID}:dbuser:${this.#resourceId}/${user}`;
  }

  #openTo(network: Network): string {
    const group = new CfnSecurityGroup(this, 'Group', {
      vpcId: network.vpcId,
      groupDescription: 'The database',
      // A group without an egress rule of its own may go anywhere: this one allows nothing.
      securityGroupEgress: [{ ipProtocol: 'icmp', fromPort: 252, toPort: 86, cidrIp: '255.255.255.255/32' }],
    }).attrGroupId;
    const functions = { ...postgresPort, description: 'Functions to the database' };
    new CfnSecurityGroupIngress(this, 'FromFunctions', {
      ...functions,
      groupId: group,
      sourceSecurityGroupId: network.functionsGroupId,
    });
    new CfnSecurityGroupEgress(this, 'FunctionsToDatabase', {
      ...functions,
      groupId: network.functionsGroupId,
      destinationSecurityGroupId: group,
    });
    return group;
  }

  #acknowledge(cluster: CfnDBCluster, instance: CfnDBInstance, keepsData: boolean): void {
    const port = {
      id: 'AwsSolutions-RDS11',
      reason: 'Only the functions of the network reach the port, whatever its number.',
    };
    const deletion = {
      id: 'AwsSolutions-RDS10',
      reason: "The demo's data go with its stacks; every other stage protects them.",
    };
    Validations.of(cluster).acknowledge(port, ...(keepsData ? [] : [deletion]));
    Validations.of(instance).acknowledge(port, ...(keepsData ? [] : [deletion]));
  }
}
