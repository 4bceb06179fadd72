import type { Instance } from '../../targets/instance/instance.ts';
import { buildInstanceTarget } from '../../targets/instance/instance-target.ts';
import { type AdminAccess, openAdmin } from '../client/admin-request.ts';

/** The admin routes of an instance that is up. */
export const openIngestion = async (instance: Instance): Promise<AdminAccess> =>
  openAdmin(await buildInstanceTarget(instance).status());
