import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { FlowFunction, type FlowFunctionProps } from '../../../lib/constructs/flow-function.ts';
import { buildKafkaArns } from '../../../lib/constructs/kafka-arns.ts';
import { type Target, targetContext } from '../../../lib/constructs/target.ts';
import { Topic, type TopicProps } from '../../../lib/constructs/topic.ts';
import { bundleFixture, temporaryFolder } from './bundle-fixture.ts';

const outdir = temporaryFolder();
const [bundle] = bundleFixture('orders-accept') as [FlowFunctionProps['bundle']];

/** A stack named Test in an application that writes its assembly into a temporary folder. */
export const stackFixture = (target: Target = 'aws'): Stack =>
  new Stack(
    new App({
      outdir,
      stackTraces: false,
      treeMetadata: false,
      builtinCloudFormationValidation: false,
      context: { '@aws-cdk/aws-iam:minimizePolicies': true, [targetContext]: target },
    }),
    'Test',
  );

export const functionFixture = (
  stack: Stack,
  name = 'orders-accept',
  props: Partial<FlowFunctionProps> = {},
): FlowFunction =>
  new FlowFunction(stack, name, { bundle, description: 'Accepts orders', memoryMb: 256, timeoutSeconds: 10, ...props });

export const topicFixture = (stack: Stack, topicName = 'orders', props: Partial<TopicProps> = {}): Topic =>
  new Topic(stack, {
    cluster: { clusterArn: 'arn:aws:kafka:eu-west-1:111122223333:cluster/shop/1', arns: buildKafkaArns('shop') },
    topicName,
    partitions: 3,
    retentionDays: 7,
    keepsRecords: false,
    ...props,
  });

/** The properties of the only resource of a type. */
export const onlyProperties = (stack: Stack, type: string): Record<string, unknown> => {
  const resources = Object.values(Template.fromStack(stack).findResources(type));
  expect(resources).toHaveLength(1);
  return (resources[0] as { Properties: Record<string, unknown> }).Properties;
};
