import { eventually } from '../eventually.ts';
import type { Rule } from '../rule.ts';

export const missingTopic: Rule = {
  title: 'a mapping to a topic that does not exist says so in LastProcessingResult',
  check: async (bench) => {
    const topic = `conformance-missing-${crypto.randomUUID()}`;
    const { UUID: uuid = '' } = await bench.createMapping(topic);
    let last: string | undefined;
    const look = async () => {
      last = (await bench.describe(uuid)).LastProcessingResult;
      return last?.startsWith('PROBLEM') && last.toLowerCase().includes('topic') ? true : undefined;
    };
    await eventually('LastProcessingResult names the topic', look, () => last);
  },
};
