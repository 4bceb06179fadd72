import assert from 'node:assert/strict';
import type { Rule } from '../rule.ts';

/** A pattern, and for each value whether it passes (Lambda guide, "Filter rule syntax"). */
const cases: readonly [name: string, pattern: unknown, passing: readonly unknown[], held: readonly unknown[]][] = [
  ['equality', { a: ['x'] }, [{ a: 'x' }, { a: ['x', 'y'] }], [{ a: 'y' }, {}]],
  ['numbers', { a: [3] }, [{ a: 3 }], [{ a: 4 }]],
  ['null', { a: [null] }, [{ a: null }], [{ a: 0 }]],
  ['prefix', { a: [{ prefix: 'ab' }] }, [{ a: 'abc' }], [{ a: 'ba' }]],
  ['suffix', { a: [{ suffix: '.png' }] }, [{ a: 'b.png' }], [{ a: 'b.jpg' }]],
  ['anything-but', { a: [{ 'anything-but': ['x'] }] }, [{ a: 'y' }], [{ a: 'x' }]],
  ['equals-ignore-case', { a: [{ 'equals-ignore-case': 'AbC' }] }, [{ a: 'abc' }], [{ a: 'abd' }]],
  ['numeric ranges', { a: [{ numeric: ['>', 10, '<=', 20] }] }, [{ a: 20 }], [{ a: 10 }, { a: 21 }]],
  ['exists', { a: [{ exists: true }] }, [{ a: 0 }], [{ b: 0 }]],
  ['exists not', { a: [{ exists: false }] }, [{ b: 0 }], [{ a: 0 }]],
  ['nested fields', { a: { b: ['x'] } }, [{ a: { b: 'x' } }], [{ a: { b: 'y' } }]],
  ['and', { a: ['x'], b: ['y'] }, [{ a: 'x', b: 'y' }], [{ a: 'x', b: 'z' }]],
  ['or', { $or: [{ a: ['x'] }, { b: ['y'] }] }, [{ a: 'x' }, { b: 'y' }], [{ a: 'z', b: 'z' }]],
];

const filterRule = ([name, pattern, passing, held]: (typeof cases)[number]): Rule => ({
  title: `a filter with ${name} lets through what it describes, and commits the rest`,
  check: async (bench) => {
    const topic = await bench.createTopic();
    await bench.produce(
      topic,
      [...passing, ...held].map((value) => ({ value: JSON.stringify(value) })),
    );
    const FilterCriteria = { Filters: [{ Pattern: JSON.stringify({ value: pattern }) }] };
    const mapping = await bench.map(topic, { FilterCriteria });
    await bench.untilCommitted(mapping, [passing.length + held.length]);

    const seen = bench.invocations(topic).flatMap(({ records }) => records);
    const values = seen.map(({ value }) => JSON.parse(Buffer.from(value ?? '', 'base64').toString()));
    assert.deepEqual(values, passing);
  },
});

export const filters: readonly Rule[] = [
  ...cases.map(filterRule),
  {
    title: 'a filter of plain strings compares the whole value',
    check: async (bench) => {
      const topic = await bench.createTopic();
      await bench.produce(topic, [{ value: 'yes' }, { value: 'no' }]);
      const FilterCriteria = { Filters: [{ Pattern: '{"value":["yes"]}' }] };
      const mapping = await bench.map(topic, { FilterCriteria });
      await bench.untilCommitted(mapping, [2]);

      assert.deepEqual(
        bench.invocations(topic).flatMap(({ records }) => records.map(({ offset }) => offset)),
        [0],
      );
    },
  },
];
