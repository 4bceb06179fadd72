import type { Redrive, RedriveRequest } from '../../../../functions/contracts/admin/redrive.ts';
import type { AdminAccess } from '../admin-request.ts';
import { redriveDeadLetters } from './dead-letter-calls.ts';

/** Asks again until nothing remains, or an answer moved nothing; figures of what is left are those of the last answer. */
export const redriveAll = async (
  admin: AdminAccess,
  request: RedriveRequest,
  onAnswer: (answer: Redrive) => void = () => undefined,
): Promise<Redrive> => {
  const redriven: Redrive['redriven'] = [];
  for (;;) {
    const answer = await redriveDeadLetters(admin, request);
    redriven.push(...answer.redriven);
    onAnswer(answer);
    if (answer.remaining + answer.unread === 0 || answer.redriven.length === 0) return { ...answer, redriven };
  }
};
