const reasons = {
  'no permission is checked on this machine': [
    'AWS::IAM::InstanceProfile',
    'AWS::IAM::ManagedPolicy',
    'AWS::IAM::Policy',
    'AWS::IAM::Role',
    'AWS::IAM::ServiceLinkedRole',
    'AWS::Lambda::Permission',
    'AWS::MSK::ClusterPolicy',
    'AWS::S3::BucketPolicy',
  ],
  'servers and functions share the loopback interface': [
    'AWS::EC2::EIP',
    'AWS::EC2::FlowLog',
    'AWS::EC2::InternetGateway',
    'AWS::EC2::NatGateway',
    'AWS::EC2::NetworkAcl',
    'AWS::EC2::NetworkAclEntry',
    'AWS::EC2::Route',
    'AWS::EC2::RouteTable',
    'AWS::EC2::SecurityGroup',
    'AWS::EC2::SecurityGroupEgress',
    'AWS::EC2::SecurityGroupIngress',
    'AWS::EC2::Subnet',
    'AWS::EC2::SubnetNetworkAclAssociation',
    'AWS::EC2::SubnetRouteTableAssociation',
    'AWS::EC2::VPC',
    'AWS::EC2::VPCEndpoint',
    'AWS::EC2::VPCGatewayAttachment',
  ],
  '`status` shows what is measured': [
    'AWS::CloudWatch::Alarm',
    'AWS::CloudWatch::CompositeAlarm',
    'AWS::CloudWatch::Dashboard',
  ],
  'logs are files': ['AWS::ApiGateway::Account', 'AWS::Logs::LogGroup'],
  'nothing is encrypted at rest on this machine': ['AWS::KMS::Alias', 'AWS::KMS::Key'],
  'what is deployed is always the latest': [
    'AWS::ApiGateway::Deployment',
    'AWS::Lambda::Alias',
    'AWS::Lambda::Version',
  ],
  'the local servers have settings of their own': [
    'AWS::MSK::Configuration',
    'AWS::RDS::DBClusterParameterGroup',
    'AWS::RDS::DBInstance',
    'AWS::RDS::DBParameterGroup',
    'AWS::RDS::DBSubnetGroup',
  ],
  'whoever comes from this machine is trusted': [
    'AWS::SecretsManager::RotationSchedule',
    'AWS::SecretsManager::SecretTargetAttachment',
  ],
  "it is CloudFormation's or the CDK's own": ['AWS::CDK::Metadata', 'AWS::CloudFormation::WaitConditionHandle'],
} as const;

/** Types that shape nothing at run time, each with why: they are passed over without a word. */
export const typesWithoutMeaning: ReadonlyMap<string, string> = new Map(
  Object.entries(reasons).flatMap(([reason, types]) => types.map((type) => [type, reason] as const)),
);
