import { parseTemplate, type Templates } from '../../../../lib/cli/client/templates/read-templates.ts';
import { buildInventory } from '../../../../lib/cli/inventory/build-inventory.ts';
import { applicationFixture, synthesise } from '../../stacks/application-fixture.ts';

const templatesOf = (consumers: readonly string[], target: 'aws' | 'localstack' = 'aws'): Templates => {
  const { templates } = synthesise(applicationFixture({ target, gridConsumers: consumers.map((name) => ({ name })) }));
  return Object.fromEntries(Object.entries(templates).map(([stack, template]) => [stack, parseTemplate(template)]));
};

const inventory = buildInventory(templatesOf(['analytics', 'risk']));
const use = (topic: string) => inventory.find((each) => each.topic === topic);

test('knows every topic with its partitions and how long it keeps records', () => {
  expect(inventory.map(({ topic, partitions, retentionDays }) => [topic, partitions, retentionDays])).toEqual([
    ['market.dispatch', 3, 7],
    ['dlq.market.dispatch', 1, 7],
    ['weather.observations', 3, 7],
    ['dlq.weather.observations', 1, 7],
    ['weather.readings', 3, 7],
    ['dlq.weather.readings', 1, 7],
    ['orders', 3, 7],
    ['order-results', 3, 7],
    ['dlq.orders', 1, 7],
  ]);
});

test('consumers are the event sources, each with its group and where it gives up to', () => {
  expect(use('weather.observations')?.consumers).toEqual(
    ['analytics', 'risk'].map((name) => ({
      functionName: `grid-${name}`,
      group: `grid-${name}.weather.observations`,
      deadLetterTopic: 'dlq.weather.observations',
    })),
  );
});

test('producers are whom the roles let append', () => {
  expect(use('market.dispatch')?.producers).toEqual([
    'grid-accept-dispatch',
    'platform-redrive-automatically',
    'platform-redrive-dead-letters',
  ]);
  expect(use('dlq.market.dispatch')?.producers).toEqual(['grid-analytics', 'grid-risk']);
});

test('who may read without an event source is told too', () => {
  expect(use('market.dispatch')?.readers).toEqual(['platform-replay-consumer']);
  expect(use('dlq.market.dispatch')?.readers).toEqual([
    'platform-list-dead-letters',
    'platform-redrive-automatically',
    'platform-redrive-dead-letters',
  ]);
});

test('a consumer more is a line more', () => {
  const more = buildInventory(templatesOf(['analytics', 'risk', 'operations']));

  expect(more.find(({ topic }) => topic === 'market.dispatch')?.consumers.map((each) => each.functionName)).toEqual([
    'grid-analytics',
    'grid-risk',
    'grid-operations',
  ]);
});

test('on LocalStack, whose templates leave topics and event sources to the runner, it is the same', () => {
  expect(buildInventory(templatesOf(['analytics', 'risk'], 'localstack'))).toEqual(inventory);
});
