import { openDeploymentProgress } from '../../../../lib/targets/localstack/deployment-progress.ts';

const follow = (lines: readonly (readonly [atMs: number, line: string])[]): string[] => {
  const told: string[] = [];
  let nowMs = 0;
  const progress = openDeploymentProgress(
    ({ text, ms }) => told.push(`${text} (${ms})`),
    () => nowMs,
  );
  for (const [atMs, line] of lines) {
    nowMs = atMs;
    progress.line(line);
  }
  progress.end();
  return told;
};

test('a stack is told when it is there, with the time since its first resource', () => {
  const told = follow([
    [1_000, 'SluiceGrid |  0/92 | 10:04:31 PM | CREATE_IN_PROGRESS   | AWS::IAM::Role | SluiceGrid/grid-stats/Role'],
    [1_800, 'SluiceGrid | 92/92 | 10:04:32 PM | CREATE_COMPLETE      | AWS::CloudFormation::Stack | SluiceGrid'],
    [2_000, ' ✅  SluiceGrid'],
  ]);

  expect(told).toEqual(['SluiceGrid deployed (1000)']);
});

test('while stacks are on their way, how far one is is told at most every three seconds', () => {
  const told = follow([
    [1_000, 'SluiceGrid |  1/92 | 10:04:31 PM | CREATE_COMPLETE | AWS::IAM::Role | x'],
    [3_500, 'SluiceGrid | 40/92 | 10:04:33 PM | CREATE_COMPLETE | AWS::IAM::Role | x'],
    [3_600, 'SluiceOrders | 12/81 | 10:04:33 PM | CREATE_COMPLETE | AWS::IAM::Role | x'],
    [6_600, 'SluiceOrders | 70/81 | 10:04:36 PM | CREATE_COMPLETE | AWS::IAM::Role | x'],
  ]);

  expect(told).toEqual(['SluiceGrid: 40 of 92 resources (2500)', 'SluiceOrders: 70 of 81 resources (3000)']);
});

test('stacks in which nothing changed are told together', () => {
  const told = follow([
    [500, ' ✅  SluicePlatform (no changes)'],
    [700, ' ✅  SluiceGrid (no changes)'],
  ]);

  expect(told).toEqual(['2 stack(s) unchanged (700)']);
});
