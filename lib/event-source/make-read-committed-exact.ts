import response from 'kafkajs/src/protocol/requests/fetch/v11/response.js';
import { hideAbortedRecords } from './hide-aborted-records.ts';

/** Lets all kafkajs consumers of this process see committed records only, before kafkajs applies its own rule; doing it again changes nothing. */
export const makeReadCommittedExact = (): void => {
  if (isExact) return;
  isExact = true;
  const { decode } = response;
  response.decode = async (raw) => {
    const decoded = await decode(raw);
    for (const { partitions } of decoded.responses) partitions.forEach(hideAbortedRecords);
    return decoded;
  };
};

let isExact = false;
