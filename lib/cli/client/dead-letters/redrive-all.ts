import type { Redrive, RedriveRequest } from '../../../../functions/contracts/admin/redrive.ts';
import type { AdminAccess } from '../admin-request.ts';
import { redriveDeadLetters } from './dead-letter-calls.ts';

/** Asks again as long as a request's limit was reached; figures of what is left are those of the last answer. */
export const redriveAll = async (admin: AdminAccess, request: RedriveRequest): Promise<Redrive> => {
  let redrive = await redriveDeadLetters(admin, request);
  const redriven = [...redrive.redriven];
  while (redrive.more) {
    redrive = await redriveDeadLetters(admin, request);
    redriven.push(...redrive.redriven);
  }
  return { ...redrive, redriven };
};
