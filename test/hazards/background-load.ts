import { setTimeout as delay } from 'node:timers/promises';
import { postEvents } from '../../demos/grid/post-events.ts';
import { dispatchEvents } from '../e2e/market-events.ts';
import type { RunningStack } from '../e2e/running-stack.ts';

export interface Load extends AsyncDisposable {
  /** Stops sending and resolves with how many events were acknowledged, all of them noted in the ledger. */
  stop(): Promise<number>;
}

/** Posts 25 new events every 20 ms until stopped; whatever is refused was never promised and is not repeated. */
export const startLoad = (stack: RunningStack, firstMinute: number): Load => {
  const stopping = new AbortController();
  const pending: Promise<readonly string[]>[] = [];

  const send = async (minute: number): Promise<readonly string[]> => {
    const { gatewayUrl } = stack.client.opened;
    const answer = await postEvents(
      `${gatewayUrl}/v1/market/dispatch`,
      dispatchEvents(minute, 5),
      { 'X-API-Key': stack.client.apiKey },
      AbortSignal.timeout(60_000),
    ).catch(() => undefined);
    return answer?.accepted ?? [];
  };

  const loop = async (): Promise<void> => {
    for (let minute = firstMinute; !stopping.signal.aborted; minute += 5) {
      pending.push(send(minute));
      await delay(20);
    }
  };
  const looping = loop();

  /** Resolves when no request is under way any more. */
  const end = async (): Promise<readonly string[]> => {
    stopping.abort();
    await looping;
    return (await Promise.all(pending)).flat();
  };

  return {
    [Symbol.asyncDispose]: async () => void (await end()),
    stop: async () => {
      const acknowledged = await end();
      await stack.client.recordAcknowledged('grid', acknowledged);
      return acknowledged.length;
    },
  };
};
