import assert from 'node:assert/strict';
import type { UpdateEventSourceMappingRequest } from '@aws-sdk/client-lambda';
import type { Rule } from '../rule.ts';
import type { Workbench } from '../workbench.ts';

/** AWS refuses a value outside its model's range under either name. */
const invalid = ['InvalidParameterValueException', 'ValidationException'];

const nameOf = async (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'accepted',
    (error: unknown) => (error instanceof Error ? error.name : String(error)),
  );

const settingsOf = async (bench: Workbench, uuid: string) => {
  const { BatchSize, MaximumRetryAttempts, MaximumRecordAgeInSeconds, FilterCriteria, ProvisionedPollerConfig } =
    await bench.describe(uuid);
  return { BatchSize, MaximumRetryAttempts, MaximumRecordAgeInSeconds, FilterCriteria, ProvisionedPollerConfig };
};

const cases: readonly [what: string, changes: Omit<UpdateEventSourceMappingRequest, 'UUID'>][] = [
  ['a batch size of 0', { BatchSize: 0 }],
  ['a batch size of 10,001', { BatchSize: 10_001 }],
  ['a window of 301 s', { MaximumBatchingWindowInSeconds: 301 }],
  ['-2 retry attempts', { MaximumRetryAttempts: -2 }],
  ['a record age of 59 s', { MaximumRecordAgeInSeconds: 59 }],
  ['a filter pattern that is no JSON', { FilterCriteria: { Filters: [{ Pattern: 'no' }] } }],
  ['more least than most pollers', { ProvisionedPollerConfig: { MinimumPollers: 3, MaximumPollers: 2 } }],
];

export const invalidUpdates: Rule = {
  title: `an update with ${cases.map(([what]) => what).join(', ')} is refused and changes nothing`,
  check: async (bench) => {
    const topic = await bench.createTopic();
    const { uuid } = await bench.map(topic, { Enabled: false });
    const before = await settingsOf(bench, uuid);
    for (const [what, changes] of cases) {
      const name = await nameOf(bench.update(uuid, changes));
      assert.ok(invalid.includes(name), `${what}: ${name}`);
    }
    assert.deepEqual(await settingsOf(bench, uuid), before);
  },
};

export const unknownNames: Rule = {
  title: 'a function or mapping that does not exist is a ResourceNotFoundException',
  check: async (bench) => {
    const topic = await bench.createTopic();
    const { uuid } = await bench.map(topic, { Enabled: false });

    assert.equal(await nameOf(bench.update(uuid, { FunctionName: 'no-such-function' })), 'ResourceNotFoundException');
    assert.equal(await nameOf(bench.describe(crypto.randomUUID())), 'ResourceNotFoundException');
  },
};

export const groupOfTwo: Rule = {
  title: 'a consumer group id that another mapping has is refused',
  check: async (bench) => {
    const topic = await bench.createTopic();
    const ConsumerGroupId = `conformance-${crypto.randomUUID()}`;
    const fields = { ...bench.groupFields(ConsumerGroupId), Enabled: false };
    await bench.map(topic, fields);

    const name = await nameOf(bench.createMapping(await bench.createTopic(), fields));
    assert.ok([...invalid, 'ResourceConflictException'].includes(name), name);
  },
};
