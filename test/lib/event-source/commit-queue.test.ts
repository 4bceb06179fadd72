import { setImmediate as turn } from 'node:timers/promises';
import type { Clock } from '../../../lib/event-source/clock.ts';
import { createCommitQueue } from '../../../lib/event-source/commit-queue.ts';

/** A broker that answers when the test says so, and a clock whose timers the test fires. */
const prepare = () => {
  const sent: { positions: Record<number, number>; answer: PromiseWithResolvers<void> }[] = [];
  const committed: Record<number, number>[] = [];
  const timers: (() => void)[] = [];
  const clock: Clock = {
    now: () => 0,
    after: (_delayMs, call) => {
      timers.push(call);
      return () => timers.splice(timers.indexOf(call), 1);
    },
  };
  const queue = createCommitQueue({
    clock,
    commit: (positions) => {
      const answer = Promise.withResolvers<void>();
      sent.push({ positions: Object.fromEntries(positions), answer });
      return answer.promise;
    },
    committed: (positions) => committed.push(Object.fromEntries(positions)),
    refused: () => {},
  });
  return { queue, sent, committed, timers };
};

test('the first commit goes at once, the next when that is answered and a moment old, with the newest position of every partition', async () => {
  const { queue, sent, committed, timers } = prepare();

  queue.request(0, 1);
  queue.request(0, 2);
  queue.request(1, 5);
  queue.request(0, 3);
  const timersUnanswered = timers.length;
  sent[0]?.answer.resolve();
  await turn();
  const sentAtOnce = sent.map(({ positions }) => positions);
  queue.request(1, 6);
  timers[0]?.();

  expect(timersUnanswered).toBe(0);
  expect(sentAtOnce).toEqual([{ 0: 1 }]);
  expect(sent.map(({ positions }) => positions)).toEqual([{ 0: 1 }, { 0: 3, 1: 6 }]);
  expect(committed).toEqual([{ 0: 1 }]);
});

test('after a moment without anything new the next commit goes at once again', async () => {
  const { queue, sent, timers } = prepare();

  queue.request(0, 1);
  sent[0]?.answer.resolve();
  await turn();
  timers[0]?.();
  const sentForNothing = sent.length;
  queue.request(0, 2);

  expect(sentForNothing).toBe(1);
  expect(sent[1]?.positions).toEqual({ 0: 2 });
});

test('a refused commit is tried again later, with what is newer by then', async () => {
  const { queue, sent, timers } = prepare();

  queue.request(0, 1);
  queue.request(1, 1);
  sent[0]?.answer.reject(new Error('no coordinator'));
  await turn();
  queue.request(0, 2);
  const beforeTheDelay = sent.length;
  timers[0]?.();

  expect(beforeTheDelay).toBe(1);
  expect(sent[1]?.positions).toEqual({ 0: 2, 1: 1 });
});

test('a partition that was taken away is not committed any more, not even where its commit was under way and refused', async () => {
  const { queue, sent, timers } = prepare();

  queue.request(0, 1);
  queue.request(1, 1);
  await turn();
  queue.forget(0);
  sent[0]?.answer.reject(new Error('rebalance'));
  await turn();
  timers[0]?.();

  expect(sent[1]?.positions).toEqual({ 1: 1 });
});

test('flushing sends what is noted once, and does not wait for a broker that refuses', async () => {
  const { queue, sent, committed, timers } = prepare();
  queue.request(0, 1);
  queue.request(0, 2);

  const flushed = queue.flush();
  sent[0]?.answer.resolve();
  await turn();
  sent[1]?.answer.reject(new Error('gone'));
  await turn();
  sent[2]?.answer.reject(new Error('gone'));
  await flushed;

  expect(committed).toEqual([{ 0: 1 }]);
  expect(timers).toEqual([]);
});
