import { Fn, RemovalPolicy } from 'aws-cdk-lib';
import {
  CfnSecurityGroup,
  FlowLogDestination,
  FlowLogTrafficType,
  GatewayVpcEndpointAwsService,
  SubnetType,
  Vpc,
} from 'aws-cdk-lib/aws-ec2';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { NetworkPlace } from './network-place.ts';

/** Three isolated subnets in three availability zones: no way in, and out only to DynamoDB and S3, by gateway endpoints. */
export class Network extends Construct {
  readonly vpcId: string;
  readonly subnetIds: readonly string[];
  /** The security group of every function in the network. */
  readonly functionsGroupId: string;
  /** Where functions stand in it. */
  readonly place: NetworkPlace;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const zones = Fn.getAzs();
    const vpc = new Vpc(this, 'Vpc', {
      availabilityZones: [0, 1, 2].map((index) => Fn.select(index, zones)),
      natGateways: 0,
      subnetConfiguration: [{ name: 'isolated', subnetType: SubnetType.PRIVATE_ISOLATED, cidrMask: 20 }],
      gatewayEndpoints: {
        DynamoDb: { service: GatewayVpcEndpointAwsService.DYNAMODB },
        S3: { service: GatewayVpcEndpointAwsService.S3 },
      },
    });
    this.vpcId = vpc.vpcId;
    this.subnetIds = vpc.isolatedSubnets.map((subnet) => subnet.subnetId);

    // A refused connection is a security group to be put right; accepted ones are the brokers' traffic and tell nothing.
    vpc.addFlowLog('Refused', {
      trafficType: FlowLogTrafficType.REJECT,
      destination: FlowLogDestination.toCloudWatchLogs(
        new LogGroup(this, 'RefusedLogs', {
          logGroupName: '/sluice/network/refused',
          retention: RetentionDays.ONE_WEEK,
          removalPolicy: RemovalPolicy.DESTROY,
        }),
      ),
    });

    this.functionsGroupId = new CfnSecurityGroup(this, 'Functions', {
      vpcId: vpc.vpcId,
      groupDescription: 'Functions in the network',
      securityGroupEgress: [
        {
          ipProtocol: 'tcp',
          fromPort: 443,
          toPort: 443,
          // Gateway endpoints are reached at the services' public addresses.
          cidrIp: '0.0.0.0/0',
          description: 'DynamoDB and S3 by gateway endpoints',
        },
      ],
    }).attrGroupId;
    this.place = { subnetIds: this.subnetIds, securityGroupId: this.functionsGroupId };
  }
}
