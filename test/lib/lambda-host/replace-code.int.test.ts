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

const slowToStart = (text: string) => `
  import { setTimeout as delay } from 'node:timers/promises';
  await delay(500);
  export const handler = async () => '${text}';`;

test('while the new code starts the old one answers, without waiting; from then on the new one does, warm', async () => {
  await using lambda = await openTestHost({ greet: answer('old') });
  await lambda.call<Answer>('greet', 0);

  await lambda.writeCode('greet', slowToStart('new'));
  const replaced = lambda.host.replaceCode(['greet']);
  const meanwhile = await lambda.call<Answer>('greet', 0);
  await replaced;
  const next = await lambda.invoke('greet', '0');

  expect(meanwhile[0]).toBe('old');
  expect(next).toMatchObject({ payload: '"new"', initMs: undefined });
  expect(lambda.host.status()).toEqual([expect.objectContaining({ environments: 1, coldStarts: 2 })]);
});

test('new code whose init fails does not leave the old one serving: the next invocation answers the error', async () => {
  await using lambda = await openTestHost({ greet: answer('old') });
  await lambda.call<Answer>('greet', 0);

  await lambda.writeCode('greet', "throw new RangeError('bad configuration');");
  await lambda.host.replaceCode(['greet']);
  const failed = await lambda.invoke('greet', '0');
  await lambda.writeCode('greet', answer('mended'));
  await lambda.host.replaceCode(['greet']);

  expect(failed.functionError).toBe('Unhandled');
  expect(JSON.parse(failed.payload)).toMatchObject({ errorType: 'RangeError', errorMessage: 'bad configuration' });
  expect((await lambda.call<Answer>('greet', 0))[0]).toBe('mended');
});

test('of two replacements in quick succession the last one stays, and the first is not waited for', async () => {
  await using lambda = await openTestHost({ greet: answer('old') });
  await lambda.call<Answer>('greet', 0);

  await lambda.writeCode('greet', 'await new Promise((resolve) => setTimeout(resolve, 60_000));');
  const first = lambda.host.replaceCode(['greet']);
  await lambda.writeCode('greet', answer('last'));
  await Promise.all([first, lambda.host.replaceCode(['greet'])]);

  expect((await lambda.call<Answer>('greet', 0))[0]).toBe('last');
  expect(lambda.host.status()[0]?.environments).toBe(1);
  expect(lambda.entries.filter((entry) => entry['type'] === 'platform.initReport')).toEqual([]);
});

test('only what has an environment is started ahead, and two at a time at most', async () => {
  const names = ['a', 'b', 'c', 'd', 'e'];
  await using lambda = await openTestHost(
    Object.fromEntries([...names, 'unused'].map((name) => [name, answer('old')])),
  );
  for (const name of names) await lambda.call(name, 0);
  const count = () => lambda.host.status().reduce((sum, { environments }) => sum + environments, 0);

  for (const name of names) await lambda.writeCode(name, answer('new'));
  const replaced = lambda.host.replaceCode([...names, 'unused']);
  let most = 0;
  const sampling = setInterval(() => {
    most = Math.max(most, count());
  }, 1);
  await replaced;
  clearInterval(sampling);

  expect(most).toBe(names.length + 2);
  expect(lambda.host.status().map(({ coldStarts }) => coldStarts)).toEqual([2, 2, 2, 2, 2, 0]);
  expect(await Promise.all(names.map(async (name) => (await lambda.call<Answer>(name, 0))[0]))).toEqual(
    names.map(() => 'new'),
  );
});

test('where there is no room for one more, the old environment goes first', async () => {
  await using lambda = await openTestHost(
    { greet: answer('old') },
    { limits: { environmentsPerFunction: 1, environments: 1 } },
  );
  await lambda.call<Answer>('greet', 0);

  await lambda.writeCode('greet', answer('new'));
  await lambda.host.replaceCode(['greet']);

  expect(lambda.host.status()[0]?.environments).toBe(0);
  expect((await lambda.call<Answer>('greet', 0))[0]).toBe('new');
});

test('an environment that was started ahead is frozen until it is invoked', async () => {
  await using lambda = await openTestHost(
    { greet: 'export const handler = async () => 1;' },
    { freezeBetweenInvocations: true },
  );
  await lambda.call('greet');

  await lambda.writeCode(
    'greet',
    'let ticks = 0; setInterval(() => { ticks += 1; }, 10); export const handler = async () => ticks;',
  );
  await lambda.host.replaceCode(['greet']);
  await new Promise((resolve) => setTimeout(resolve, 300));

  expect(await lambda.call<number>('greet')).toBeLessThan(5);
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

test('one function is put and removed as all are applied, and the others stay as they are', async () => {
  await using lambda = await openTestHost({ greet: answer('old'), other: answer('other') });
  await lambda.call<Answer>('greet', 0);
  await lambda.call<Answer>('other', 0);

  const [changed, added] = await lambda.define({ greet: { code: answer('new') }, late: { code: answer('late') } });
  if (!changed || !added) throw new Error('No definitions.');
  await Promise.all([lambda.host.put(changed), lambda.host.put(added), lambda.host.put(added)]);
  const answers = [await lambda.call<Answer>('greet', 0), await lambda.call<Answer>('late', 0)];
  await Promise.all([lambda.host.put(added), lambda.host.remove('late'), lambda.host.remove('absent')]);

  expect(answers.map(([text]) => text)).toEqual(['new', 'late']);
  await expect(lambda.call('late', 0)).rejects.toThrow('Function not found: late');
  expect(lambda.host.status().map(({ functionName, coldStarts }) => [functionName, coldStarts])).toEqual([
    ['greet', 2],
    ['other', 1],
  ]);
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
