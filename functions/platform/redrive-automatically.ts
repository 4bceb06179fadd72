/**
 * Every minute, while it is switched on, sends again the given-up records whose backoff is over; what there is no time for
 * waits for the next run. A record whose attempts are used up stays on its dead-letter topic.
 */

import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { MetricUnit } from '@aws-lambda-powertools/metrics';
import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import type { AutomaticRedriveRun } from '../contracts/admin/automatic-redrive.ts';
import { buildDocumentClient } from '../kit/document-client.ts';
import { requireVariable } from '../kit/environment.ts';
import { buildKafka } from '../kit/kafka/kafka-client.ts';
import { logger } from '../kit/logger.ts';
import { metrics } from '../kit/metrics.ts';
import { buildAutomaticRedriveItems } from './dead-letters/automatic-redrive-items.ts';
import { redrive } from './dead-letters/redrive.ts';
import { buildRedriveMarks } from './dead-letters/redrive-marks.ts';
import { buildRedriver } from './dead-letters/send-again.ts';

// Cold start only.
const client = buildDocumentClient();
const table = requireVariable(process.env, 'CONFIG_TABLE');
const items = buildAutomaticRedriveItems(client, table);
const kafka = buildKafka(process.env);
const marks = buildRedriveMarks(client, table);
const ports = { kafka, marks, redriver: buildRedriver(kafka, marks) };

/** @returns what the run did; null where it is switched off */
const redriveDue = async (_: unknown, context: Context): Promise<AutomaticRedriveRun | null> => {
  const { enabled, ...backoff } = await items.readSettings();
  if (!enabled) return null;
  const timeLeftMs = () => context.getRemainingTimeInMillis();
  const { redriven, remaining, unread, notDue, nextAt, exhausted } = await redrive({ select: 'due' }, backoff, {
    ...ports,
    timeLeftMs,
  });

  const run: AutomaticRedriveRun = {
    at: new Date().toISOString(),
    redriven: redriven.length,
    remaining: remaining + unread,
    notDue,
    nextAt,
    exhausted,
  };
  await items.writeLastRun(run);
  metrics.addMetric('LettersRedriven', MetricUnit.Count, run.redriven);
  metrics.addMetric('LettersExhausted', MetricUnit.Count, run.exhausted);
  metrics.publishStoredMetrics();
  logger.info('due letters redriven', { ...run });
  return run;
};

export const handler = middy<unknown, AutomaticRedriveRun | null>()
  .use(injectLambdaContext(logger))
  .handler(redriveDue);
