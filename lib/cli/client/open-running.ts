import type { Instance } from '../../targets/instance/instance.ts';
import type { InstanceStatus } from '../../targets/instance/instance-status.ts';
import { buildInstanceTarget } from '../../targets/instance/instance-target.ts';
import { type AdminAccess, openAdmin } from './admin-request.ts';

/** An instance that is up, and the access to its admin routes. */
export interface RunningInstance {
  readonly status: InstanceStatus;
  readonly admin: AdminAccess;
}

export const openRunning = async (instance: Instance): Promise<RunningInstance> => {
  const status = await buildInstanceTarget(instance).status();
  return { status, admin: await openAdmin(status) };
};
