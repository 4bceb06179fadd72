import { jest } from '@jest/globals';
import RequestQueue from 'kafkajs/src/network/requestQueue/index.js';
import * as functions from '../../../functions/kit/kafka/make-idle-connections-quiet.ts';
import * as eventSource from '../../../lib/event-source/make-idle-connections-quiet.ts';

const silent = { debug: () => undefined, warn: () => undefined };
let queue: RequestQueue;
beforeEach(() => {
  jest.useFakeTimers();
  queue = new RequestQueue({
    maxInFlightRequests: null,
    requestTimeout: 1000,
    enforceRequestTimeout: false,
    clientId: 'test',
    broker: 'broker:9092',
    logger: silent,
  });
});
afterEach(() => {
  queue.destroy();
  jest.useRealTimers();
});

describe.each([
  ['of the event source', eventSource],
  ['of functions', functions],
])('a connection %s', (_whose, { makeIdleConnectionsQuiet }) => {
  beforeEach(makeIdleConnectionsQuiet);

  test('that has nothing to send sets no timer', () => {
    queue.checkPendingRequests();

    expect(jest.getTimerCount()).toBe(0);
  });

  test('that was throttled sends what waits once it may', () => {
    const sent: number[] = [];
    queue.throttledUntil = Date.now() + 200;
    queue.push({ entry: { correlationId: 1 }, expectResponse: true, sendRequest: () => sent.push(1) });

    jest.advanceTimersByTime(190);
    const before = [...sent];
    jest.advanceTimersByTime(30);

    expect(before).toEqual([]);
    expect(sent).toEqual([1]);
    expect(jest.getTimerCount()).toBe(0);
  });
});
