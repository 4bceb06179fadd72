import type { Rule } from './rule.ts';
import { malformedResponses, partialFailure, withoutReporting } from './rules/batch-item-failures.ts';
import { bisect } from './rules/bisect.ts';
import { brokerRestarted } from './rules/broker-restarted.ts';
import { createTime, eventShape } from './rules/event-shape.ts';
import { filters } from './rules/filters.ts';
import { errorWithoutMessage, exitedProcess, functionError, successAfterFailures } from './rules/function-error.ts';
import { batchSizeAndFilter, disabling } from './rules/live-updates.ts';
import { missingTopic } from './rules/missing-topic.ts';
import { oneAtATime } from './rules/one-at-a-time.ts';
import { orderAndCommit } from './rules/order-and-commit.ts';
import { splitBatch, tooLargeRecord } from './rules/payload-limit.ts';
import { poisonRecord } from './rules/poison-record.ts';
import { rebalance } from './rules/rebalance.ts';
import { recordAge } from './rules/record-age.ts';
import { groupOfTwo, invalidUpdates, unknownNames } from './rules/refusals.ts';
import { dropped, firstAttemptIsNoRetry } from './rules/retry-attempts.ts';
import { retryCap } from './rules/retry-cap.ts';
import { commitAfterProcessing, slowHandler } from './rules/slow-handler.ts';
import { atTimestamp, committedOffsetsWin, latest, trimHorizon } from './rules/starting-position.ts';
import { throttledFunction } from './rules/throttled-function.ts';
import { abortedTransaction, abortedTransactions } from './rules/transactions.ts';
import { twoMappings } from './rules/two-mappings.ts';
import { fullBatch, windowEnds } from './rules/window.ts';

/** The whole suite, in the order in which it is read. */
export const allRules: readonly Rule[] = [
  orderAndCommit,
  oneAtATime,
  commitAfterProcessing,
  windowEnds,
  fullBatch,
  eventShape,
  createTime,
  abortedTransaction,
  abortedTransactions,
  trimHorizon,
  latest,
  atTimestamp,
  committedOffsetsWin,
  twoMappings,
  missingTopic,
  functionError,
  errorWithoutMessage,
  exitedProcess,
  successAfterFailures,
  firstAttemptIsNoRetry,
  dropped,
  retryCap,
  recordAge,
  bisect,
  partialFailure,
  ...malformedResponses,
  withoutReporting,
  poisonRecord,
  throttledFunction,
  splitBatch,
  tooLargeRecord,
  ...filters,
  disabling,
  batchSizeAndFilter,
  invalidUpdates,
  unknownNames,
  groupOfTwo,
  slowHandler,
  rebalance,
  brokerRestarted,
];
