import type { Stack } from 'aws-cdk-lib';
import { FlowFunction } from '../constructs/flow-function.ts';
import { given } from '../constructs/given-parameters.ts';
import type { HandlerBundles } from '../constructs/handler-bundles.ts';
import type { KafkaAccess, NamedCluster } from '../constructs/kafka-access.ts';
import { buildKafkaArns } from '../constructs/kafka-arns.ts';
import { KafkaCluster } from '../constructs/kafka-cluster.ts';
import { KafkaEndpoint } from '../constructs/kafka-endpoint.ts';
import { Network } from '../constructs/network.ts';
import { targetOf } from '../constructs/target.ts';

/** What the application stands on: on AWS its own, on LocalStack what somebody runs already. */
export interface Surroundings {
  readonly cluster: NamedCluster;
  readonly kafka: KafkaAccess;
  /** Left out on LocalStack, whose functions are in none: the database is then somebody's too. */
  readonly network?: Network;
  /** LocalStack's own address. */
  readonly localStackUrl?: string;
  /** Variables of a function that asks Lambda, where Lambda is not to be found by the SDK itself. */
  readonly lambdaVariables: Readonly<Record<string, string>>;
}

export interface SurroundingsProps {
  readonly stage: string;
  readonly bundles: HandlerBundles;
  /** Whether the cluster and its records outlive the stack. */
  readonly keepsData: boolean;
}

export const addSurroundings = (stack: Stack, props: SurroundingsProps): Surroundings => {
  switch (targetOf(stack)) {
    case 'aws':
      return addAwsSurroundings(stack, props);
    case 'localstack':
      return addLocalStackSurroundings(stack, props);
  }
};

const addAwsSurroundings = (stack: Stack, props: SurroundingsProps): Surroundings => {
  const network = new Network(stack, 'Network');
  const cluster = new KafkaCluster(stack, 'Kafka', {
    clusterName: nameCluster(props),
    network,
    keepsRecords: props.keepsData,
  });
  const { access } = new KafkaEndpoint(stack, 'KafkaEndpoint', {
    cluster,
    function: addEndpointFunction(stack, props),
  });
  return { cluster, kafka: access, network, lambdaVariables: {} };
};

/** The function that AWS needs to find the brokers is there too, and idle: what is deployed is the same. */
const addLocalStackSurroundings = (stack: Stack, props: SurroundingsProps): Surroundings => {
  addEndpointFunction(stack, props);
  const clusterName = nameCluster(props);
  const cluster = {
    clusterName,
    // A name by which event sources are found again: there is no such cluster, and LocalStack's account has no other number.
    clusterArn: `arn:aws:kafka:us-east-1:000000000000:cluster/${clusterName}/given`,
    arns: buildKafkaArns(clusterName),
  };
  return {
    cluster,
    kafka: { bootstrapServers: given('KafkaBootstrapServers'), securityProtocol: 'PLAINTEXT' },
    localStackUrl: given('LocalStackUrl'),
    lambdaVariables: { AWS_ENDPOINT_URL_LAMBDA: given('LambdaEndpoint') },
  };
};

const nameCluster = ({ stage }: SurroundingsProps): string => `sluice-${stage}`;

const addEndpointFunction = (stack: Stack, { bundles }: SurroundingsProps): FlowFunction =>
  new FlowFunction(stack, 'platform-kafka-endpoint', {
    bundle: bundles.named('platform-kafka-endpoint'),
    description: 'Tells CloudFormation where the Kafka brokers are',
    memoryMb: 256,
    timeoutSeconds: 60,
  });
