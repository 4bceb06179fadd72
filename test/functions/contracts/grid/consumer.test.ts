import {
  consumerFunction,
  consumerGroup,
  consumerOfFunction,
  GridConsumers,
  parseConsumerGroup,
} from '../../../../functions/contracts/grid/consumer.ts';

test.each([
  ['a name with capitals', [{ name: 'Risk' }]],
  ['the same name twice', [{ name: 'risk' }, { name: 'risk' }]],
  ['the name of another function', [{ name: 'stats' }]],
  ["the name of another flow's consumer", [{ name: 'order-processors' }]],
  ['a field that means nothing', [{ name: 'risk', batch: 5 }]],
])('refuses %s', (_, consumers) => {
  expect(GridConsumers.safeParse(consumers).success).toBe(false);
});

test('a group tells the consumer and the topic that it was named after', () => {
  expect(parseConsumerGroup(consumerGroup('risk-2', 'weather.observations'))).toEqual({
    consumer: 'risk-2',
    topic: 'weather.observations',
  });
});

test.each([
  'grid-risk',
  'orders-risk.market.dispatch',
  'grid-stats.market.dispatch',
  'sluice-dead-letters.market.dispatch',
])('%s is no group of a consumer', (group) => {
  expect(parseConsumerGroup(group)).toBeUndefined();
});

test('only functions that are consumers tell a consumer', () => {
  expect(consumerOfFunction(consumerFunction('risk'))).toBe('risk');
  expect(consumerOfFunction('grid-accept-dispatch')).toBeUndefined();
  expect(consumerOfFunction('platform-seed')).toBeUndefined();
});
