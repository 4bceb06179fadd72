import { IngestionSettings, IngestionStatus } from '../../../functions/contracts/admin/ingestion-status.ts';
import { IngestionRun } from '../../../functions/contracts/grid/ingestion.ts';
import { type AdminAccess, callAdmin } from './admin-request.ts';

const path = '/v1/admin/ingestion';

/** What ingestion is told, what it has counted, and what it saves. */
export const readIngestion = (admin: AdminAccess): Promise<IngestionStatus> =>
  callAdmin(admin, { method: 'GET', path, schema: IngestionStatus });

/** Changes a part of what ingestion is told; the rest stays as it is read here. It holds for the next run. */
export const changeIngestion = async (
  admin: AdminAccess,
  change: Partial<IngestionSettings>,
): Promise<IngestionSettings> => {
  const { settings } = await readIngestion(admin);
  return callAdmin(admin, { method: 'PUT', path, body: { ...settings, ...change }, schema: IngestionSettings });
};

/** Has ingestion run once; its events are accepted when this resolves, and may still be on their way to the consumers. */
export const runIngestion = (admin: AdminAccess): Promise<IngestionRun> =>
  callAdmin(admin, { method: 'POST', path, schema: IngestionRun });
