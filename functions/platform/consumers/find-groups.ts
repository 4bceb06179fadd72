import type { Admin } from 'kafkajs';
import { type GroupOfConsumer, orderProcessors, parseFlowGroup } from '../../contracts/flow-consumers.ts';

/**
 * The groups of every flow's consumers that Kafka knows, those of removed consumers too until their offsets expire, in order of
 * their names; and that of the orders wherever their flow is deployed.
 */
export const findGroups = async (admin: Admin): Promise<GroupOfConsumer[]> => {
  const { groups } = await admin.listGroups();
  const known = groups.flatMap(({ groupId }) => parseFlowGroup(groupId) ?? []);
  const isNew = !known.some(({ group }) => group === orderProcessors.group);
  const all = isNew && (await admin.listTopics()).includes(orderProcessors.topic) ? [...known, orderProcessors] : known;
  return all.toSorted((left, right) => (left.group < right.group ? -1 : 1));
};
