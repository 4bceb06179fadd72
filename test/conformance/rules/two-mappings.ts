import type { Rule } from '../rule.ts';

export const twoMappings: Rule = {
  title: 'two mappings of one function, with different topics, both fire',
  check: async (bench) => {
    const topics = [await bench.createTopic(), await bench.createTopic()];
    for (const topic of topics) await bench.instruct(topic, ['ok']);
    const mappings = await Promise.all(topics.map((topic) => bench.map(topic)));

    for (const mapping of mappings) await bench.untilCommitted(mapping, [1]);
  },
};
