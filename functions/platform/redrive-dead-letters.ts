/** Sends given-up records again to the topics that they come from: all, those that are due, or some; each once, whoever asks at the same time. */

import type { Context } from 'aws-lambda';
import { RedriveRequest } from '../contracts/admin/redrive.ts';
import { buildConfigReader } from '../kit/config-reader.ts';
import { buildDocumentClient } from '../kit/document-client.ts';
import { requireVariable } from '../kit/environment.ts';
import { apiKey } from '../kit/http/api-key.ts';
import type { ApiResponse, KeyedRequest } from '../kit/http/api-request.ts';
import { envelope } from '../kit/http/envelope.ts';
import { jsonObject, type WithInput } from '../kit/http/json-object.ts';
import { route } from '../kit/http/route.ts';
import { buildKafka } from '../kit/kafka/kafka-client.ts';
import { buildAutomaticRedriveItems } from './dead-letters/automatic-redrive-items.ts';
import { redrive } from './dead-letters/redrive.ts';
import { buildRedriveMarks } from './dead-letters/redrive-marks.ts';
import { buildRedriver } from './dead-letters/send-again.ts';

type RedriveLettersRequest = KeyedRequest & WithInput<RedriveRequest>;

// Cold start only.
const client = buildDocumentClient();
const table = requireVariable(process.env, 'CONFIG_TABLE');
const kafka = buildKafka(process.env);
const marks = buildRedriveMarks(client, table);
const automatic = buildAutomaticRedriveItems(client, table);
const ports = { kafka, marks, redriver: buildRedriver(kafka, marks) };

const redriveLetters = async (request: RedriveLettersRequest, context: Context): Promise<ApiResponse> => {
  const timeLeftMs = () => context.getRemainingTimeInMillis();
  const outcome = await redrive(request.input, await automatic.readSettings(), { ...ports, timeLeftMs });
  return envelope(request, 200, outcome, { count: outcome.redriven.length });
};

export const handler = route<RedriveLettersRequest>()
  .use(apiKey(buildConfigReader(client, table), 'admin'))
  .use(jsonObject(RedriveRequest))
  .handler(redriveLetters);
