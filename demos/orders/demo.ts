/** The orders flow: delivery guarantees as an experiment that can fail, judged by the ledger. */

import type { Demo } from '../../lib/cli/client/demo.ts';
import { atomicBatch } from './parts/atomic-batch.ts';
import { cleanup } from './parts/cleanup.ts';
import { crashes } from './parts/crashes.ts';
import { duplicates } from './parts/duplicates.ts';
import { health } from './parts/health.ts';
import { latencies } from './parts/latencies.ts';
import { oneOrder } from './parts/one-order.ts';
import { semantics } from './parts/semantics.ts';

export const ordersDemo: Demo = {
  flow: 'orders',
  purpose: 'Orders processed at most once, at least once and exactly once, under the same crash.',
  verify: './sluice verify orders',
  parts: [health, semantics, oneOrder, crashes, latencies, atomicBatch, duplicates, cleanup],
};
