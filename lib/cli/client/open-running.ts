import type { Instance } from '../../targets/local/instance.ts';
import type { InstanceStatus } from '../../targets/local/instance-status.ts';
import { buildLocalTarget } from '../../targets/local/local-target.ts';
import { type AdminAccess, openAdmin } from './admin-request.ts';

/** An instance that is up, and the access to its admin routes. */
export interface RunningInstance {
  readonly status: InstanceStatus;
  readonly admin: AdminAccess;
}

export const openRunning = async (instance: Instance): Promise<RunningInstance> => {
  const status = await buildLocalTarget(instance).status();
  return { status, admin: await openAdmin(status) };
};
