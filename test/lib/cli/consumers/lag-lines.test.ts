import type { ConsumerGroup } from '../../../../functions/contracts/admin/consumer-group.ts';
import { toLagLine, toLagLines } from '../../../../lib/cli/consumers/lag-lines.ts';

const group: ConsumerGroup = {
  group: 'grid-risk.market.dispatch',
  consumer: 'risk',
  topic: 'market.dispatch',
  state: 'Stable',
  members: 1,
  lag: 120,
  partitions: [
    { partition: 0, committed: 5, begin: 0, end: 5, lag: 0, grade: 'ok' },
    { partition: 1, committed: null, begin: 0, end: 120, lag: 120, grade: 'far behind' },
  ],
};

test('the table has a line for each partition with its grade, and one for each group', () => {
  const lines = toLagLines([group]).map((line) => line.trim().split(/ {2,}/));

  expect(lines).toContainEqual(['risk', 'market.dispatch', '0', '5', '5', '0', 'ok']);
  expect(lines).toContainEqual(['risk', 'market.dispatch', '1', '–', '120', '120', 'far behind']);
  expect(lines).toContainEqual(['group grid-risk.market.dispatch', 'Stable', '1 member', 'lag 120']);
});

test('the one line says the time, the sum, and who is behind', () => {
  expect(toLagLine([group], new Date('2023-01-18T12:00:00.123Z'))).toBe(
    '12:00:00.123 lag 120 · risk market.dispatch 0:0, 1:120 far behind',
  );
});
