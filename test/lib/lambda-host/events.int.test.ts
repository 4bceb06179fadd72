import { openTestHost, until } from './test-host.ts';

const failing = `
  import { appendFileSync, readFileSync } from 'node:fs';
  export const handler = async ({ succeedAt }, { awsRequestId }) => {
    appendFileSync('tries', awsRequestId + '\\n');
    if (readFileSync('tries', 'utf8').trim().split('\\n').length < succeedAt) throw new Error('not yet');
  };`;

test('an event is answered before it is run', async () => {
  await using lambda = await openTestHost({
    slow: 'export const handler = async () => new Promise((r) => setTimeout(r, 200));',
  });

  const outcome = await lambda.invoke('slow', '{}', { invocationType: 'Event', requestId: 'event-1' });

  expect(outcome).toMatchObject({ requestId: 'event-1', payload: '', functionError: undefined });
  expect(lambda.entries.some((entry) => entry['type'] === 'platform.report')).toBe(false);
  await until(() => lambda.entries.some((entry) => entry['type'] === 'platform.report'));
});

test('a failing event is tried three times under the same request id and then discarded', async () => {
  await using lambda = await openTestHost({ failing }, { eventRetryDelaysMs: [10, 20] });

  await lambda.invoke('failing', '{"succeedAt":9}', { invocationType: 'Event', requestId: 'event-1' });
  await until(() => lambda.entries.some(({ message }) => String(message).startsWith('The event was discarded')));

  const reports = lambda.entries.filter((entry) => entry['type'] === 'platform.report');
  expect(reports.map(({ requestId }) => requestId)).toEqual(['event-1', 'event-1', 'event-1']);
  expect(lambda.host.status()[0]).toMatchObject({ invocations: 3, errors: 3 });
});

test('an event that succeeds at its second try is not run again', async () => {
  await using lambda = await openTestHost({ failing }, { eventRetryDelaysMs: [10, 20] });

  await lambda.invoke('failing', '{"succeedAt":2}', { invocationType: 'Event' });
  await until(() => lambda.host.status()[0]?.invocations === 2);
  await new Promise((resolve) => setTimeout(resolve, 100));

  expect(lambda.host.status()[0]).toMatchObject({ invocations: 2, errors: 1 });
});

test('a throttled event waits until there is room again', async () => {
  await using lambda = await openTestHost({
    echo: { code: 'export const handler = async () => 1;', reservedConcurrency: 0 },
  });

  await lambda.invoke('echo', '{}', { invocationType: 'Event' });
  await until(() => lambda.host.status()[0]?.throttles === 1);
  await lambda.host.apply(await lambda.define({ echo: { code: 'export const handler = async () => 1;' } }));
  await until(() => lambda.host.status()[0]?.invocations === 1);

  expect(lambda.host.status()[0]).toMatchObject({ throttles: 1 });
});

test('refuses an event above 1 MB or that is not JSON before it is accepted', async () => {
  await using lambda = await openTestHost({ echo: 'export const handler = async () => 1;' });
  const event = { invocationType: 'Event' } as const;

  await expect(lambda.invoke('echo', JSON.stringify('x'.repeat(1_048_576)), event)).rejects.toThrow(
    '1048578 byte payload is too large for the Event invocation type (limit 1048576 bytes)',
  );
  await expect(lambda.invoke('echo', '{', event)).rejects.toMatchObject({ code: 'INVALID_REQUEST_CONTENT' });
  expect(lambda.host.status()[0]?.invocations).toBe(0);
});

test('closing drops the tries that are still to come', async () => {
  await using lambda = await openTestHost({ failing }, { eventRetryDelaysMs: [50, 50] });
  await lambda.invoke('failing', '{"succeedAt":9}', { invocationType: 'Event' });
  await until(() => lambda.entries.some((entry) => entry['type'] === 'platform.report'));

  await lambda.host.close();
  await new Promise((resolve) => setTimeout(resolve, 150));

  expect(lambda.entries.filter((entry) => entry['type'] === 'platform.report')).toHaveLength(1);
});
