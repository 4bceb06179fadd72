import fc from 'fast-check';
import { createPartitionModel, type Happening, type LoggedRecord, type ModelRules } from './partition-model.ts';

const answers: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 3, arbitrary: fc.constant({ kind: 'answer', how: 'processed' } as const) },
  { weight: 2, arbitrary: fc.constant({ kind: 'answer', how: 'all-failed' } as const) },
  { weight: 1, arbitrary: fc.constant({ kind: 'answer', how: 'not-attempted' } as const) },
  {
    weight: 3,
    arbitrary: fc
      .array(fc.nat({ max: 20 }), { minLength: 1, maxLength: 3 })
      .map((which) => ({ kind: 'answer', how: 'some-failed', which }) as const),
  },
);

const happenings: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 3, arbitrary: fc.nat({ max: 12 }).map((count) => ({ kind: 'fetch', count }) as const) },
  { weight: 4, arbitrary: fc.nat({ max: 20_000 }).map((ms) => ({ kind: 'time', ms }) as const) },
  { weight: 8, arbitrary: answers },
  { weight: 3, arbitrary: fc.constant({ kind: 'destination-took-it' } as const) },
  { weight: 3, arbitrary: fc.constant({ kind: 'commit' } as const) },
  { weight: 1, arbitrary: fc.constant({ kind: 'owner-changed' } as const) },
  { weight: 1, arbitrary: fc.constant({ kind: 'drain' } as const) },
);

const logs: fc.Arbitrary<LoggedRecord[]> = fc.array(
  fc.record({
    bytes: fc.oneof(
      { weight: 9, arbitrary: fc.integer({ min: 1, max: 60 }) },
      { weight: 1, arbitrary: fc.constant(101) },
    ),
    filtered: fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  }),
  { maxLength: 30 },
);

const rules: fc.Arbitrary<ModelRules> = fc.record({
  batchSize: fc.integer({ min: 1, max: 8 }),
  maximumBatchingWindowMs: fc.constantFrom(0, 500, 30_000),
  recordsLimitBytes: fc.constant(100),
  maximumRecordAgeSeconds: fc.constant(-1),
  retryLimit: fc.constantFrom(0, 1, 3, Number.POSITIVE_INFINITY),
  bisectBatchOnFunctionError: fc.boolean(),
});

test('whatever arrives, fails, is given up, throttled, drained or changes hands: order, attempts and commits hold, and every record is dealt with', () => {
  fc.assert(
    fc.property(logs, rules, fc.array(happenings, { maxLength: 80 }), (log, ruleSet, list) => {
      const model = createPartitionModel(log, ruleSet);

      for (const happening of list) model.apply(happening);
      model.finish();
    }),
    { numRuns: 2000 },
  );
});
