/** Looks up an MSK cluster's brokers, which CloudFormation has no attribute for. */

import { GetBootstrapBrokersCommand, KafkaClient } from '@aws-sdk/client-kafka';
import { z } from 'zod';
import { customResource } from '../kit/custom-resource.ts';
import { decideEndpoint } from './kafka-cluster/decide-endpoint.ts';

const Properties = z.object({ ClusterArn: z.string() });

// Cold start only.
const client = new KafkaClient();

export const handler = customResource(async (properties) => {
  const { ClusterArn } = Properties.parse(properties);
  const brokers = await client.send(new GetBootstrapBrokersCommand({ ClusterArn }));
  return { PhysicalResourceId: ClusterArn, Data: decideEndpoint(brokers) };
});
