import { runHazards } from './run-hazards.ts';

test('under random kills, stalls and cuts no acknowledged record is lost, and each repeated one was in a redelivered batch', async () => {
  const report = await runHazards(7, 6, () => {});

  expect(report.acknowledged).toBeGreaterThan(700);
  expect(report).toMatchObject({ allCommitted: true, crashes: 0, lost: [], unexplained: [], outOfOrder: [] });
}, 120_000);
