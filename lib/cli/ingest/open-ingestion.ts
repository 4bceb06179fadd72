import type { Instance } from '../../targets/local/instance.ts';
import { buildLocalTarget } from '../../targets/local/local-target.ts';
import { type AdminAccess, openAdmin } from '../client/admin-request.ts';

/** The admin routes of an instance that is up. */
export const openIngestion = async (instance: Instance): Promise<AdminAccess> =>
  openAdmin(await buildLocalTarget(instance).status());
