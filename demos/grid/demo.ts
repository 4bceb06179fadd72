/** The grid flow: a recorded day of the Australian market, and what a team asks of such a pipeline, each answer measured. */

import type { Demo } from '../../lib/cli/client/demo.ts';
import { marketDay } from './parts/market-day.ts';
import { newConsumer } from './parts/new-consumer.ts';
import { oneModel } from './parts/one-model.ts';
import { rateLimits } from './parts/rate-limits.ts';
import { resilience } from './parts/resilience.ts';
import { traceRequest } from './parts/trace-request.ts';

export const gridDemo: Demo = {
  flow: 'grid',
  purpose: 'A recorded day of the Australian electricity market, from HTTP to DynamoDB through Kafka.',
  verify: './sluice verify',
  parts: [marketDay, rateLimits, newConsumer, resilience, traceRequest, oneModel],
};
