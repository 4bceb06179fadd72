import { type BatchRules, decideBatch } from './decide-batch.ts';
import type { GivenUpSegment, PartitionState, PendingRecord, Segment } from './partition-state.ts';

export interface NextRules extends BatchRules {
  /** −1 is without end. */
  readonly maximumRecordAgeSeconds: number;
}

export type NextAction =
  | { readonly kind: 'rest' }
  | { readonly kind: 'wait'; readonly untilMs: number }
  | { readonly kind: 'invoke'; readonly records: readonly PendingRecord[] }
  | { readonly kind: 'give-up'; readonly segment: GivenUpSegment };

/** What to do for a partition now, and the state in which that is under way. Never a second thing beside a first. */
export const decideNext = (
  state: PartitionState,
  rules: NextRules,
  nowMs: number,
): { readonly state: PartitionState; readonly action: NextAction } => {
  if (state.underWay.kind !== 'nothing' || state.draining) return { state, action: { kind: 'rest' } };

  const [segment, ...others] = state.segments;
  if (segment?.fate === 'give-up') {
    return {
      state: { ...state, segments: others, underWay: { kind: 'giving-up', segment } },
      action: { kind: 'give-up', segment },
    };
  }
  if (segment) {
    const aged = partByAge(segment.records, rules, nowMs);
    if (aged.tooOld.length > 0)
      return decideNext({ ...state, segments: [...asSegments(aged), ...others] }, rules, nowMs);
    if (nowMs < state.notBeforeMs) return { state, action: { kind: 'wait', untilMs: state.notBeforeMs } };
    return begin({ ...state, segments: others }, segment);
  }

  const decision = decideBatch(state, rules, nowMs);
  switch (decision.kind) {
    case 'nothing':
      return { state, action: { kind: 'rest' } };
    case 'wait':
      return { state, action: { kind: 'wait', untilMs: decision.untilMs } };
    case 'too-large': {
      const taken = take(state, 1);
      const tooLarge: Segment = {
        fate: 'give-up',
        records: taken.records,
        condition: 'MaximumPayloadSizeExceeded',
        invocation: undefined,
      };
      return decideNext({ ...taken.state, segments: [tooLarge] }, rules, nowMs);
    }
    case 'take': {
      const taken = take(state, decision.count);
      return decideNext({ ...taken.state, segments: [{ fate: 'retry', records: taken.records }] }, rules, nowMs);
    }
  }
};

const begin = (state: PartitionState, segment: Segment) => ({
  state: { ...state, underWay: { kind: 'invoking', segment } as const },
  action: { kind: 'invoke', records: segment.records } as const,
});

const take = (state: PartitionState, count: number) => {
  const records = state.buffer.slice(state.bufferHead, state.bufferHead + count);
  return {
    records,
    state: {
      ...state,
      bufferHead: state.bufferHead + count,
      bufferBytes: records.reduce((sum, { bytes }) => sum - bytes, state.bufferBytes),
    },
  };
};

const partByAge = (records: readonly PendingRecord[], { maximumRecordAgeSeconds }: NextRules, nowMs: number) => {
  if (maximumRecordAgeSeconds < 0) return { tooOld: [], young: records };
  const oldestMs = nowMs - maximumRecordAgeSeconds * 1000;
  return {
    tooOld: records.filter(({ record }) => record.timestamp < oldestMs),
    young: records.filter(({ record }) => record.timestamp >= oldestMs),
  };
};

const asSegments = ({ tooOld, young }: ReturnType<typeof partByAge>): readonly Segment[] => {
  const giveUp: Segment = { fate: 'give-up', records: tooOld, condition: 'RecordAgeExceeded', invocation: undefined };
  return young.length === 0 ? [giveUp] : [giveUp, { fate: 'retry', records: young }];
};
