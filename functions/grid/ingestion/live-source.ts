import { FunctionError } from '../../kit/function-error.ts';
import type { MarketSource } from './market-source.ts';
import { intervalStart, toMarketTime } from './market-time.ts';
import { parseSourceAnswer, SourceAnswerInvalidError } from './source-answer.ts';

class SourceRefusedError extends FunctionError {
  readonly code = 'SOURCE_REFUSED';
  override readonly retryable: boolean;

  constructor(status: number) {
    super(`The source answered ${status}`, { actions: ['Open its address: it must answer 200 with JSON'] });
    this.retryable = status >= 500 || status === 429 || status === 408;
  }
}

/** A source over HTTP: GET of its address, with the wanted interval as the query's `interval`, answers JSON. */
export const buildLiveSource = (url: string): MarketSource => ({
  readInterval: async (nowMs, signal) => {
    const address = new URL(url);
    address.searchParams.set('interval', toMarketTime(intervalStart(nowMs)));
    const response = await fetch(address, { headers: { Accept: 'application/json' }, signal });
    const text = await response.text();
    if (response.status !== 200) throw new SourceRefusedError(response.status);
    return parseSourceAnswer(parseJson(text), nowMs);
  },
});

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new SourceAnswerInvalidError("The source's answer is not JSON", {
      cause,
      actions: ['Have the source answer as docs/ingestion.md says'],
    });
  }
};
