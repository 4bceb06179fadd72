import {
  AutomaticRedriveSettings,
  AutomaticRedriveStatus,
} from '../../../../functions/contracts/admin/automatic-redrive.ts';
import { DeadLetterListing, type RecordPlace } from '../../../../functions/contracts/admin/dead-letter-listing.ts';
import { Redrive, type RedriveRequest } from '../../../../functions/contracts/admin/redrive.ts';
import { type AdminAccess, callAdmin } from '../admin-request.ts';

export interface ListOptions {
  readonly topic?: string | undefined;
  readonly limit?: number;
  /** Whether letters that were sent again are shown too. */
  readonly redriven?: boolean;
}

/** How many letters there are by state and cause, and the first of them. */
export const listDeadLetters = (
  admin: AdminAccess,
  { topic, limit = 5, redriven = false }: ListOptions = {},
): Promise<DeadLetterListing> => {
  const query = new URLSearchParams({
    limit: String(limit),
    redriven: String(redriven),
    ...(topic !== undefined && { topic }),
  });
  return callAdmin(admin, { method: 'GET', path: `/v1/admin/dead-letters?${query}`, schema: DeadLetterListing });
};

/** The listing of the one letter at a place, with its whole value; of none where none is there. */
export const readDeadLetter = (
  admin: AdminAccess,
  { topic, partition, offset }: RecordPlace,
): Promise<DeadLetterListing> => {
  const query = new URLSearchParams({ place: `${topic}/${partition}/${offset}` });
  return callAdmin(admin, { method: 'GET', path: `/v1/admin/dead-letters?${query}`, schema: DeadLetterListing });
};

/** Sends letters again to the topics that they come from. */
export const redriveDeadLetters = (admin: AdminAccess, request: RedriveRequest): Promise<Redrive> =>
  callAdmin(admin, { method: 'POST', path: '/v1/admin/dead-letters/redrive', body: request, schema: Redrive });

const automaticPath = '/v1/admin/dead-letters/automatic';

/** Whether letters are sent again by themselves, and what the last run did. */
export const readAutomaticRedrive = (admin: AdminAccess): Promise<AutomaticRedriveStatus> =>
  callAdmin(admin, { method: 'GET', path: automaticPath, schema: AutomaticRedriveStatus });

/** Changes a part of how letters are sent again by themselves; the rest stays. It holds from the next run on. */
export const changeAutomaticRedrive = async (
  admin: AdminAccess,
  change: Partial<AutomaticRedriveSettings>,
): Promise<AutomaticRedriveSettings> => {
  const { settings } = await readAutomaticRedrive(admin);
  return callAdmin(admin, {
    method: 'PUT',
    path: automaticPath,
    body: { ...settings, ...change },
    schema: AutomaticRedriveSettings,
  });
};
