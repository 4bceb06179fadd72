import { channels } from '../../../functions/contracts/channels.ts';
import { flowConsumerOf, groupsOf, parseFlowGroup } from '../../../functions/contracts/flow-consumers.ts';

test.each([
  ['grid-risk', 'risk'],
  ['orders-process', 'order-processors'],
  ['orders-accept', undefined],
  ['grid-stats', undefined],
])('the function %s is the consumer %s', (functionName, consumer) => {
  expect(flowConsumerOf(functionName)).toBe(consumer);
});

test.each(['risk', 'order-processors'])('every group of %s tells the consumer and the topic again', (consumer) => {
  const groups = groupsOf(consumer);

  expect(groups.length).toBeGreaterThan(0);
  expect(groups.map(({ group }) => parseFlowGroup(group))).toEqual(groups);
});

test('another group is that of no consumer', () => {
  expect(parseFlowGroup('sluice-dead-letters.market.dispatch')).toBeUndefined();
});

test("every consumer's topics have a place for what it cannot process", () => {
  const read = [...groupsOf('risk'), ...groupsOf('order-processors')].map(({ topic }) => topic);

  expect(channels.map(({ topic }) => topic)).toEqual(expect.arrayContaining(read));
  expect(channels).toContainEqual({ topic: 'orders', deadLetters: 'dlq.orders' });
});
