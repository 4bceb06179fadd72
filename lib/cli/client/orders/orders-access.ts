import type { Instance } from '../../../targets/instance/instance.ts';
import type { InstanceStatus } from '../../../targets/instance/instance-status.ts';
import type { AdminAccess } from '../admin-request.ts';
import { buildInstanceDynamoDb } from '../dynamodb-client.ts';
import { openRunning } from '../open-running.ts';
import { readDemoKey } from '../read-demo-key.ts';
import type { SluiceClient } from '../sluice-client.ts';

/** What the orders flow is asked with: its own routes with a client's key, changes with an administrator's. */
export interface OrdersAccess {
  readonly instance: Instance;
  readonly status: InstanceStatus;
  readonly client: AdminAccess;
  readonly admin: AdminAccess;
}

/** The access to the orders flow of an instance that is up. */
export const openOrders = async (instance: Instance): Promise<OrdersAccess> => {
  const { status, admin } = await openRunning(instance);
  const dynamodb = buildInstanceDynamoDb(status);
  try {
    const client = { gatewayUrl: status.gatewayUrl, apiKey: await readDemoKey(dynamodb) };
    return { instance, status, client, admin };
  } finally {
    dynamodb.destroy();
  }
};

/** The same of a client that is open. */
export const ordersAccessOf = ({ instance, opened, admin, apiKey }: SluiceClient): OrdersAccess => ({
  instance,
  status: opened,
  client: { gatewayUrl: opened.gatewayUrl, apiKey },
  admin,
});
