import { setImmediate as turn } from 'node:timers/promises';
import { openRenewalQueue } from '../../../lib/lambda-host/renewal-queue.ts';

const opened = (concurrency: number) => {
  const started: string[] = [];
  const running = new Map<string, PromiseWithResolvers<void>>();
  const queue = openRenewalQueue(concurrency, (name) => {
    started.push(name);
    const work = Promise.withResolvers<void>();
    running.set(name, work);
    return work.promise;
  });
  return { queue, started, running };
};

test('no more than so many run at once, in the order in which they came', async () => {
  const { queue, started, running } = opened(2);

  const done = ['a', 'b', 'c', 'd'].map((name) => queue.add(name));
  const atFirst = [...started];
  running.get('b')?.resolve();
  await done[1];
  await turn();

  expect(atFirst).toEqual(['a', 'b']);
  expect(started).toEqual(['a', 'b', 'c']);
});

test('what waits is not queued twice, while what runs is run once more', async () => {
  const { queue, started, running } = opened(1);

  const first = queue.add('a');
  const again = [queue.add('a'), queue.add('a')];
  running.get('a')?.resolve();
  await first;
  await turn();
  running.get('a')?.resolve();
  await Promise.all(again);

  expect(started).toEqual(['a', 'a']);
});

test('one that fails rejects to whoever added it and keeps nobody waiting', async () => {
  const { queue, started, running } = opened(1);

  const first = queue.add('a');
  const second = queue.add('b');
  running.get('a')?.reject(new Error('gone'));

  await expect(first).rejects.toThrow('gone');
  running.get('b')?.resolve();
  await second;
  expect(started).toEqual(['a', 'b']);
});
