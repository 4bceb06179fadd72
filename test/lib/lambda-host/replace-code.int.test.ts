import { openTestHost } from './test-host.ts';

type Answer = [text: string, stage: string | null];

const answer = (text: string) => `
  import { setTimeout as delay } from 'node:timers/promises';
  export const handler = async (ms) => { await delay(ms); return ['${text}', process.env.STAGE]; };`;

test('after new code is in place the next invocation runs it, while one under way finishes on the old', async () => {
  await using lambda = await openTestHost({ greet: answer('old') });
  await lambda.call<Answer>('greet', 0);

  const underWay = lambda.call<Answer>('greet', 250);
  await lambda.writeCode('greet', answer('new'));
  await lambda.host.replaceCode(['greet']);
  const next = await lambda.call<Answer>('greet', 0);

  expect(next[0]).toBe('new');
  expect((await underWay)[0]).toBe('old');
  expect(await lambda.call<Answer>('greet', 0)).toEqual(next);
  expect(lambda.host.status()).toEqual([expect.objectContaining({ environments: 1, coldStarts: 2 })]);
});

test('the one environment that a function may have does not keep new code waiting', async () => {
  await using lambda = await openTestHost(
    { greet: answer('old') },
    { limits: { environmentsPerFunction: 1, environments: 4 } },
  );
  await lambda.call<Answer>('greet', 0);

  const underWay = lambda.invoke('greet', '400');
  await lambda.writeCode('greet', answer('new'));
  await lambda.host.replaceCode(['greet']);
  const next = await lambda.invoke('greet', '0');

  expect(next.queueMs).toBeLessThan(100);
  expect(JSON.parse(next.payload)[0]).toBe('new');
  expect(JSON.parse((await underWay).payload)[0]).toBe('old');
});

test('applying the same definitions again replaces nothing; another variable or other code does', async () => {
  await using lambda = await openTestHost({ greet: { code: answer('old'), environment: { STAGE: 'one' } } });
  await lambda.call<Answer>('greet', 0);
  const coldStarts = () => lambda.host.status()[0]?.coldStarts;

  await lambda.host.apply(await lambda.define({ greet: { code: answer('old'), environment: { STAGE: 'one' } } }));
  await lambda.call<Answer>('greet', 0);
  const unchanged = coldStarts();
  await lambda.host.apply(await lambda.define({ greet: { code: answer('old'), environment: { STAGE: 'two' } } }));
  const configured = await lambda.call<Answer>('greet', 0);
  await lambda.host.apply(await lambda.define({ greet: { code: answer('new'), environment: { STAGE: 'two' } } }));
  const coded = await lambda.call<Answer>('greet', 0);

  expect(unchanged).toBe(1);
  expect(configured).toEqual(['old', 'two']);
  expect(coded).toEqual(['new', 'two']);
  expect(coldStarts()).toBe(3);
});

test('another reserved concurrency holds at once and replaces no environment', async () => {
  await using lambda = await openTestHost({ greet: answer('same') });
  await lambda.call<Answer>('greet', 0);

  await lambda.host.apply(await lambda.define({ greet: { code: answer('same'), reservedConcurrency: 0 } }));
  const throttled = await lambda.invoke('greet', '0').catch((error: { code: string }) => error.code);
  await lambda.host.apply(await lambda.define({ greet: { code: answer('same') } }));
  await lambda.call<Answer>('greet', 0);

  expect(throttled).toBe('THROTTLED');
  expect(lambda.host.status()[0]?.coldStarts).toBe(1);
});

test('a removed function finishes what it runs, rejects what waits and is not found afterwards', async () => {
  await using lambda = await openTestHost(
    { greet: answer('gone'), other: answer('other') },
    { limits: { environmentsPerFunction: 1, environments: 2 } },
  );
  await lambda.call<Answer>('greet', 0);
  const underWay = lambda.call<Answer>('greet', 150);
  const waiting = lambda.call<Answer>('greet', 0).catch((error: { code: string }) => error.code);

  await lambda.host.apply(await lambda.define({ other: { code: answer('other') } }));

  expect(await waiting).toBe('FUNCTION_NOT_FOUND');
  await expect(lambda.call<Answer>('greet', 0)).rejects.toThrow('Function not found: greet');
  expect((await underWay)[0]).toBe('gone');
  expect(await lambda.call('other', 0)).toEqual(['other', null]);
});

test('a code folder that cannot be read changes nothing', async () => {
  await using lambda = await openTestHost({ greet: answer('kept') });
  const [definition] = await lambda.define({ greet: { code: answer('kept') } });
  if (!definition) throw new Error('No definition.');

  const applied = lambda.host.apply([{ ...definition, codeDirectory: '/absent' }]);

  await expect(applied).rejects.toMatchObject({ code: 'FUNCTION_CODE_UNREADABLE' });
  expect((await lambda.call<Answer>('greet', 0))[0]).toBe('kept');
});
