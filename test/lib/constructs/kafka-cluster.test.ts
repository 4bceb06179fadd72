import { Template } from 'aws-cdk-lib/assertions';
import { KafkaCluster } from '../../../lib/constructs/kafka-cluster.ts';
import { Network } from '../../../lib/constructs/network.ts';
import { stackFixture } from './stack-fixture.ts';

const stack = stackFixture();
const network = new Network(stack, 'Network');
new KafkaCluster(stack, 'Kafka', { clusterName: 'shop', network, keepsRecords: true });
const template = Template.fromStack(stack);

test('has three KRaft brokers, of a size that takes many IAM connections at once', () => {
  template.hasResourceProperties('AWS::MSK::Cluster', {
    ClusterName: 'shop',
    KafkaVersion: '3.9.x.kraft',
    NumberOfBrokerNodes: 3,
    BrokerNodeGroupInfo: { InstanceType: 'kafka.m7g.large' },
  });
});

test('admits IAM principals over TLS and nobody else', () => {
  const [cluster] = Object.values(template.findResources('AWS::MSK::Cluster'));

  expect(cluster?.['Properties'].ClientAuthentication).toEqual({
    Sasl: { Iam: { Enabled: true } },
    Unauthenticated: { Enabled: false },
  });
  expect(cluster?.['Properties'].EncryptionInfo).toEqual({
    EncryptionInTransit: { ClientBroker: 'TLS', InCluster: true },
  });
});

test('makes no topic by itself and loses no acknowledged record with one broker', () => {
  const [configuration] = Object.values(template.findResources('AWS::MSK::Configuration'));

  expect(String(configuration?.['Properties'].ServerProperties).split('\n')).toEqual([
    'auto.create.topics.enable=false',
    'default.replication.factor=3',
    'min.insync.replicas=2',
    'unclean.leader.election.enable=false',
  ]);
});

test('opens 9098 to functions and, in and out, to its own group; no other port, and no other way out', () => {
  const rules = [
    ...Object.values(template.findResources('AWS::EC2::SecurityGroupIngress')),
    ...Object.values(template.findResources('AWS::EC2::SecurityGroupEgress')),
  ].map(({ Properties }) => ({
    group: Properties.GroupId['Fn::GetAtt'][0],
    peer: (Properties.SourceSecurityGroupId ?? Properties.DestinationSecurityGroupId)['Fn::GetAtt'][0],
    direction: Properties.SourceSecurityGroupId === undefined ? 'out' : 'in',
    ports: [Properties.FromPort, Properties.ToPort],
  }));
  const [brokers, functions] = ['KafkaBrokers', 'NetworkFunctions'].map((id) => expect.stringMatching(`^${id}`));

  expect(rules).toHaveLength(4);
  expect(rules).toEqual(
    expect.arrayContaining([
      { group: brokers, peer: brokers, direction: 'in', ports: [9098, 9098] },
      { group: brokers, peer: brokers, direction: 'out', ports: [9098, 9098] },
      { group: brokers, peer: functions, direction: 'in', ports: [9098, 9098] },
      { group: functions, peer: brokers, direction: 'out', ports: [9098, 9098] },
    ]),
  );
  for (const group of Object.values(template.findResources('AWS::EC2::SecurityGroup'))) {
    expect(group['Properties']).not.toHaveProperty('SecurityGroupIngress');
    expect(group['Properties'].SecurityGroupEgress).toHaveLength(1);
  }
});

test('stands in three zones without a NAT gateway, an internet gateway or an interface endpoint', () => {
  template.resourceCountIs('AWS::EC2::Subnet', 3);
  template.resourceCountIs('AWS::EC2::NatGateway', 0);
  template.resourceCountIs('AWS::EC2::InternetGateway', 0);
  const endpoints = Object.values(template.findResources('AWS::EC2::VPCEndpoint'));
  expect(endpoints.map(({ Properties }) => Properties.VpcEndpointType)).toEqual(['Gateway', 'Gateway']);
  expect(endpoints.map(({ Properties }) => Properties.ServiceName['Fn::Join'][1].at(-1))).toEqual(['.dynamodb', '.s3']);
});
