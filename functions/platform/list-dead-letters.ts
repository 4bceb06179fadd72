/** Shows what consumers gave up: how many by state and by cause, and the first letters, or the whole one at `?place=`. */

import { z } from 'zod';
import { type DeadLetterListing, RecordPlace } from '../contracts/admin/dead-letter-listing.ts';
import { buildConfigReader } from '../kit/config-reader.ts';
import { buildDocumentClient } from '../kit/document-client.ts';
import { requireVariable } from '../kit/environment.ts';
import { apiKey } from '../kit/http/api-key.ts';
import type { ApiResponse, KeyedRequest } from '../kit/http/api-request.ts';
import { envelope } from '../kit/http/envelope.ts';
import { query, type WithQuery } from '../kit/http/query.ts';
import { route } from '../kit/http/route.ts';
import { buildKafka } from '../kit/kafka/kafka-client.ts';
import { buildAutomaticRedriveItems } from './dead-letters/automatic-redrive-items.ts';
import { chooseChannels } from './dead-letters/channels.ts';
import { readDeadLetterAt, readDeadLetters, readKeptRanges } from './dead-letters/read-dead-letters.ts';
import { buildRedriveMarks } from './dead-letters/redrive-marks.ts';
import { tallyListing } from './dead-letters/tally-listing.ts';

const ListQuery = z.strictObject({
  /** One dead-letter topic instead of all. */
  topic: z.string().optional(),
  /** How many letters to show. */
  limit: z
    .string()
    .regex(/^\d{1,3}$/)
    .transform(Number)
    .pipe(z.number().max(500))
    .default(5),
  /** `true` shows letters that were sent again, too. */
  redriven: z.stringbool().default(false),
  /** The one letter to show in whole: `dlq.market.dispatch/0/12`. */
  place: z
    .string()
    .regex(/^[\w.-]+\/\d+\/\d+$/)
    .transform((text) => text.split('/'))
    .transform(([topic, partition, offset]) => ({ topic, partition: Number(partition), offset: Number(offset) }))
    .pipe(RecordPlace)
    .optional(),
});
type ListRequest = KeyedRequest & WithQuery<z.infer<typeof ListQuery>>;

/** So many letters are looked at; the answer says how many there are. */
const longestExamination = 20_000;
const previewLength = 200;

// Cold start only.
const client = buildDocumentClient();
const table = requireVariable(process.env, 'CONFIG_TABLE');
const marks = buildRedriveMarks(client, table);
const automatic = buildAutomaticRedriveItems(client, table);
const kafka = buildKafka(process.env);

const list = async (request: ListRequest): Promise<ApiResponse> => {
  const { place } = request.query;
  const listing = place === undefined ? await listAll(request.query) : await listOne(place);
  return envelope(request, 200, listing, { count: listing.letters.length });
};

const listAll = async ({ topic, limit, redriven }: ListRequest['query']): Promise<DeadLetterListing> => {
  const channels = chooseChannels(topic);
  const tally = tallyListing({
    marks: await marks.read(channels.map((channel) => channel.topic)),
    backoff: await automatic.readSettings(),
    nowMs: Date.now(),
    limit,
    valueLength: previewLength,
    redriven,
  });
  const ranges = await readKeptRanges(
    kafka,
    channels.map(({ deadLetters }) => deadLetters),
  );
  for await (const letters of readDeadLetters(kafka, ranges)) {
    tally.add(letters);
    if (tally.examined >= longestExamination) break;
  }
  return tally.listing(ranges.reduce((sum, { from, to }) => sum + to - from, 0));
};

const listOne = async (place: RecordPlace): Promise<DeadLetterListing> => {
  const channels = chooseChannels(place.topic);
  const letters = channels.length === 0 ? [] : await readDeadLetterAt(kafka, place);
  const tally = tallyListing({
    marks: await marks.read(channels.map((channel) => channel.topic)),
    backoff: await automatic.readSettings(),
    nowMs: Date.now(),
    limit: 1,
    valueLength: Number.POSITIVE_INFINITY,
    redriven: true,
  });
  tally.add(letters);
  return tally.listing(letters.length);
};

export const handler = route<ListRequest>()
  .use(apiKey(buildConfigReader(client, table), 'admin'))
  .use(query(ListQuery))
  .handler(list);
