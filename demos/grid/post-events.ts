import { z } from 'zod';

const Accepted = z.object({ data: z.object({ accepted: z.array(z.string()) }) });

export interface PostOutcome {
  readonly statusCode: number;
  /** Ids that the application has promised to keep. */
  readonly accepted: readonly string[];
  readonly correlationId: string;
  readonly ms: number;
}

/** Posts events and gives what was acknowledged; any other answer than 202 acknowledges nothing. */
export const postEvents = async (
  url: string,
  events: readonly unknown[],
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<PostOutcome> => {
  const started = performance.now();
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(events),
    signal,
  });
  const body: unknown = await response.json();
  return {
    statusCode: response.status,
    accepted: response.status === 202 ? Accepted.parse(body).data.accepted : [],
    correlationId: response.headers.get('x-correlation-id') ?? '',
    ms: performance.now() - started,
  };
};
