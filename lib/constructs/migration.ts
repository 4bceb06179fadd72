import { Aws } from 'aws-cdk-lib';
import { CfnSecurityGroup, CfnVPCEndpoint } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { CustomResource } from './custom-resource.ts';
import type { Database } from './database.ts';
import type { DatabaseAccess } from './database-access.ts';
import type { FlowFunction } from './flow-function.ts';

export interface MigrationProps {
  readonly database: Database;
  /** Stands in the network; makes the user and the tables. */
  readonly function: FlowFunction;
  /** Whom the application connects as: made by the migration, which lets IAM say who may be it. */
  readonly user: string;
  /** Changes exactly when the migrations do: they are then run again, and pass over those that ran. */
  readonly version: string;
}

/** Brings the database to what the application needs; whoever takes its access waits for it. */
export class Migration extends Construct {
  readonly access: DatabaseAccess;

  constructor(scope: Construct, id: string, props: MigrationProps) {
    super(scope, id);
    const { database, function: migrate, user } = props;
    const { network, masterSecretArn } = database;
    migrate.allow({ actions: ['secretsmanager:GetSecretValue'], resources: [masterSecretArn] });
    const endpoint = this.#openSecretsManager(database, masterSecretArn);

    const resource = new CustomResource(this, 'Invocation', {
      type: 'Custom::Migration',
      function: migrate,
      properties: {
        Host: database.host,
        Port: database.port,
        Name: database.databaseName,
        User: user,
        Authentication: 'IAM',
        MasterSecretArn: masterSecretArn,
        Version: props.version,
      },
    });
    resource.node.addDependency(database, endpoint);
    this.access = {
      place: network.place,
      host: resource.attribute('Host'),
      port: resource.attribute('Port'),
      name: resource.attribute('Name'),
      user: resource.attribute('User'),
      authentication: resource.attribute('Authentication'),
      permission: { actions: ['rds-db:connect'], resources: [database.userArn(user)] },
    };
  }

  /** The network has no way to AWS's APIs: through this endpoint goes the one secret, and nothing else. */
  #openSecretsManager({ network }: Database, secretArn: string): CfnVPCEndpoint {
    const group = new CfnSecurityGroup(this, 'EndpointGroup', {
      vpcId: network.vpcId,
      groupDescription: 'The endpoint of Secrets Manager',
      securityGroupIngress: [
        {
          ipProtocol: 'tcp',
          fromPort: 443,
          toPort: 443,
          sourceSecurityGroupId: network.functionsGroupId,
          description: 'Functions to Secrets Manager',
        },
      ],
      securityGroupEgress: [{ ipProtocol: 'icmp', fromPort: 252, toPort: 86, cidrIp: '255.255.255.255/32' }],
    });
    return new CfnVPCEndpoint(this, 'Endpoint', {
      vpcId: network.vpcId,
      vpcEndpointType: 'Interface',
      serviceName: `com.amazonaws.${Aws.REGION}.secretsmanager`,
      privateDnsEnabled: true,
      // One zone is enough for what happens at deployments only, and costs a third.
      subnetIds: network.subnetIds.slice(0, 1),
      securityGroupIds: [group.attrGroupId],
      policyDocument: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: '*', Action: 'secretsmanager:GetSecretValue', Resource: secretArn }],
      },
    });
  }
}
