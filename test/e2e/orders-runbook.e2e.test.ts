import { type DocumentRun, openDocumentRun } from './document-run.ts';

let run: DocumentRun;
beforeAll(async () => {
  run = await openDocumentRun('test-orders-runbook');
}, 60_000);
afterAll(() => run[Symbol.asyncDispose](), 60_000);

test('every command of demos/orders/runbook.md does what it says', async () => {
  const results = await run.execute('demos/orders/runbook.md');

  expect(results.filter(({ exitCode }) => exitCode !== 0)).toEqual([]);
  expect(results.length).toBeGreaterThan(3);
}, 600_000);
