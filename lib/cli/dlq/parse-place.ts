import { RecordPlace } from '../../../functions/contracts/admin/dead-letter-listing.ts';
import { UsageError } from '../usage-error.ts';

/** A record's place as an argument gives it: `dlq.market.dispatch/0/12`. */
export const parsePlace = (text: string): RecordPlace => {
  const groups = /^(?<topic>[\w.-]+)\/(?<partition>\d+)\/(?<offset>\d+)$/.exec(text)?.groups;
  const parsed = RecordPlace.safeParse({
    topic: groups?.['topic'],
    partition: Number(groups?.['partition']),
    offset: Number(groups?.['offset']),
  });
  if (parsed.success) return parsed.data;
  throw new UsageError(`"${text}" is no place of a letter.`, {
    actions: ['topic/partition/offset, for example dlq.market.dispatch/0/12', './sluice dlq list shows places'],
  });
};

export const toPlaceText = ({ topic, partition, offset }: RecordPlace): string => `${topic}/${partition}/${offset}`;
