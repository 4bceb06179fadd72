import { decideUpdatesKept } from '../../../../lib/targets/instance/decide-updates-kept.ts';

const template = { BatchSize: 100, Enabled: true };

test('an update holds while the template says what it said', () => {
  const kept = decideUpdatesKept({ template, changes: { Enabled: false, BatchSize: 5 } }, { ...template });

  expect(kept).toEqual({ Enabled: false, BatchSize: 5 });
});

test('a changed value of the template wins over the update of that field alone', () => {
  const kept = decideUpdatesKept(
    { template, changes: { Enabled: false, BatchSize: 5 } },
    { ...template, BatchSize: 200 },
  );

  expect(kept).toEqual({ Enabled: false });
});
