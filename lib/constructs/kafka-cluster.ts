import { RemovalPolicy } from 'aws-cdk-lib';
import { CfnSecurityGroup, CfnSecurityGroupEgress, CfnSecurityGroupIngress } from 'aws-cdk-lib/aws-ec2';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { CfnCluster, CfnConfiguration } from 'aws-cdk-lib/aws-msk';
import { Construct } from 'constructs';
import type { NamedCluster } from './kafka-access.ts';
import { buildKafkaArns, type KafkaArns } from './kafka-arns.ts';
import type { Network } from './network.ts';

export interface KafkaClusterProps {
  /** Changing it replaces the cluster, as does changing the network or the encryption at rest. */
  readonly clusterName: string;
  readonly network: Network;
  /** Whether the cluster and its records outlive the stack. */
  readonly keepsRecords: boolean;
}

const kafkaVersion = '3.9.x.kraft';
/** Where MSK's brokers speak TLS with IAM principals. */
const iamPort = { ipProtocol: 'tcp', fromPort: 9098, toPort: 9098 };

const brokerSettings: Readonly<Record<string, string>> = {
  'auto.create.topics.enable': 'false',
  'default.replication.factor': '3',
  'min.insync.replicas': '2',
  'unclean.leader.election.enable': 'false',
};

/** Three brokers in three availability zones, reached over TLS as an IAM principal and in no other way. */
export class KafkaCluster extends Construct implements NamedCluster {
  readonly clusterName: string;
  readonly clusterArn: string;
  readonly arns: KafkaArns;
  readonly network: Network;

  constructor(scope: Construct, id: string, props: KafkaClusterProps) {
    super(scope, id);
    const { clusterName, network } = props;
    this.clusterName = clusterName;
    this.arns = buildKafkaArns(clusterName);
    this.network = network;

    const brokersGroupId = this.#openBrokersTo(network);
    const logGroup = new LogGroup(this, 'BrokerLogs', {
      logGroupName: `/aws/vendedlogs/msk/${clusterName}`,
      retention: RetentionDays.TWO_WEEKS,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const configuration = new CfnConfiguration(this, 'Configuration', {
      name: clusterName,
      kafkaVersionsList: [kafkaVersion],
      serverProperties: Object.entries(brokerSettings)
        .map(([key, value]) => `${key}=${value}`)
        .join('\n'),
    });
    const cluster = new CfnCluster(this, 'Resource', {
      clusterName,
      kafkaVersion,
      numberOfBrokerNodes: 3,
      brokerNodeGroupInfo: {
        instanceType: 'kafka.m7g.large',
        clientSubnets: [...network.subnetIds],
        securityGroups: [brokersGroupId],
        storageInfo: { ebsStorageInfo: { volumeSize: 100 } },
      },
      configurationInfo: { arn: configuration.attrArn, revision: configuration.attrLatestRevisionRevision },
      clientAuthentication: { sasl: { iam: { enabled: true } }, unauthenticated: { enabled: false } },
      encryptionInfo: { encryptionInTransit: { clientBroker: 'TLS', inCluster: true } },
      loggingInfo: { brokerLogs: { cloudWatchLogs: { enabled: true, logGroup: logGroup.logGroupName } } },
    });
    cluster.applyRemovalPolicy(props.keepsRecords ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY);
    this.clusterArn = cluster.attrArn;
  }

  /** The group of the brokers, worn by the pollers of event sources too. */
  #openBrokersTo(network: Network): string {
    const brokers = new CfnSecurityGroup(this, 'Brokers', {
      vpcId: network.vpcId,
      groupDescription: 'Kafka brokers, and the pollers of event sources',
      // A group without an egress rule of its own may go anywhere, whatever is added to it later: this one allows nothing.
      securityGroupEgress: [{ ipProtocol: 'icmp', fromPort: 252, toPort: 86, cidrIp: '255.255.255.255/32' }],
    }).attrGroupId;
    const fromPollers = { ...iamPort, description: 'Pollers to brokers' };
    const fromFunctions = { ...iamPort, description: 'Functions to brokers' };
    const functions = network.functionsGroupId;
    new CfnSecurityGroupIngress(this, 'FromPollers', {
      ...fromPollers,
      groupId: brokers,
      sourceSecurityGroupId: brokers,
    });
    new CfnSecurityGroupEgress(this, 'ToBrokers', {
      ...fromPollers,
      groupId: brokers,
      destinationSecurityGroupId: brokers,
    });
    new CfnSecurityGroupIngress(this, 'FromFunctions', {
      ...fromFunctions,
      groupId: brokers,
      sourceSecurityGroupId: functions,
    });
    new CfnSecurityGroupEgress(this, 'FunctionsToBrokers', {
      ...fromFunctions,
      groupId: functions,
      destinationSecurityGroupId: brokers,
    });
    return brokers;
  }
}
