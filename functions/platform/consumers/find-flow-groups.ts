import type { Admin } from 'kafkajs';
import { orderGroup, topics as orderTopics } from '../../contracts/orders/topics.ts';
import type { NamedGroup } from '../../kit/kafka/read-groups.ts';
import { findGroups } from './consumer-groups.ts';

/** The groups of every flow: those of the grid's consumers, and that of the orders where their flow is deployed. */
export const findFlowGroups = async (admin: Admin): Promise<NamedGroup[]> => {
  const groups = (await findGroups(admin)).map(({ group, topic }) => ({ group, topic }));
  const deployed = await admin.listTopics();
  return deployed.includes(orderTopics.orders) ? [...groups, { group: orderGroup, topic: orderTopics.orders }] : groups;
};
