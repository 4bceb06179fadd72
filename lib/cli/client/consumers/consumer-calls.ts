import { z } from 'zod';
import { ConsumerGroup } from '../../../../functions/contracts/admin/consumer-group.ts';
import { type ConsumerChange, ListedConsumer } from '../../../../functions/contracts/admin/consumer-listing.ts';
import { Replay, type ReplayRequest } from '../../../../functions/contracts/admin/replay.ts';
import { SluiceError } from '../../../foundation/sluice-error.ts';
import { type AdminAccess, callAdmin } from '../admin-request.ts';

const path = (name: string): string => `/v1/admin/consumers/${encodeURIComponent(name)}`;

/** All consumers with their event sources. */
export const listConsumers = (admin: AdminAccess): Promise<ListedConsumer[]> =>
  callAdmin(admin, { method: 'GET', path: '/v1/admin/consumers', schema: z.array(ListedConsumer) });

class ConsumerUnknownError extends SluiceError {
  readonly code = 'CONSUMER_UNKNOWN';
}

/** @throws ConsumerUnknownError where no event source belongs to such a consumer: Kafka tells of a group that never was, too */
export const requireConsumer = async (admin: AdminAccess, name: string): Promise<ListedConsumer> => {
  const consumers = await listConsumers(admin);
  const found = consumers.find((each) => each.name === name);
  if (found) return found;
  throw new ConsumerUnknownError(`There is no consumer "${name}".`, {
    actions: [`one of ${consumers.map((each) => each.name).join(', ')}`, `./sluice consumers add ${name}`],
  });
};

/** Pauses, resumes or slows a consumer; its event sources change state after the answer. */
export const changeConsumer = (admin: AdminAccess, name: string, change: ConsumerChange): Promise<ListedConsumer> =>
  callAdmin(admin, { method: 'PATCH', path: path(name), body: change, schema: ListedConsumer });

/** Where consumers stand in their topics, all that Kafka knows or one. */
export const readConsumerGroups = (admin: AdminAccess, name?: string): Promise<ConsumerGroup[]> =>
  callAdmin(admin, {
    method: 'GET',
    path: `/v1/admin/consumer-groups${name === undefined ? '' : `?consumer=${encodeURIComponent(name)}`}`,
    schema: z.array(ConsumerGroup),
  });

/** The groups of the consumers that there are: Kafka keeps those of a removed one until their offsets expire. */
export const readPresentGroups = async (admin: AdminAccess): Promise<ConsumerGroup[]> => {
  const [consumers, groups] = await Promise.all([listConsumers(admin), readConsumerGroups(admin)]);
  const present = new Set(consumers.flatMap(({ sources }) => sources.map(({ group }) => group)));
  return groups.filter(({ group }) => present.has(group));
};

/** Sets a disabled consumer back. */
export const setConsumerBack = (admin: AdminAccess, name: string, from: ReplayRequest['from']): Promise<Replay> =>
  callAdmin(admin, { method: 'POST', path: `${path(name)}/replay`, body: { from }, schema: Replay });
