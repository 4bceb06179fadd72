import { setTimeout as delay } from 'node:timers/promises';
import { GetEventSourceMappingCommand, LambdaClient, UpdateEventSourceMappingCommand } from '@aws-sdk/client-lambda';
import { orderGroup } from '../../../functions/contracts/orders/topics.ts';
import type { InstanceStatus } from '../../../lib/targets/instance/instance-status.ts';

/** The event source that hands orders over. */
export interface OrderSource extends Disposable {
  /** Resolves when no batch is under way any more. */
  pause(): Promise<void>;
  resume(): Promise<void>;
}

const pollMs = 20;
const longestSwitchMs = 60_000;

export const openOrderSource = ({ lambdaApiUrl, eventSources }: InstanceStatus): OrderSource => {
  const found = eventSources.find(({ groupId }) => groupId === orderGroup);
  if (found === undefined) throw new Error(`no event source has the group ${orderGroup}`);
  const client = new LambdaClient({
    endpoint: lambdaApiUrl,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });

  const change = async (enabled: boolean): Promise<void> => {
    const deadlineMs = performance.now() + longestSwitchMs;
    await client.send(new UpdateEventSourceMappingCommand({ UUID: found.uuid, Enabled: enabled }));
    for (;;) {
      const { State } = await client.send(new GetEventSourceMappingCommand({ UUID: found.uuid }));
      if (State === (enabled ? 'Enabled' : 'Disabled')) return;
      if (performance.now() > deadlineMs) throw new Error(`the event source stays ${State}`);
      await delay(pollMs);
    }
  };

  return {
    pause: () => change(false),
    resume: () => change(true),
    [Symbol.dispose]: () => client.destroy(),
  };
};
