import { z } from 'zod';
import { WeatherReading } from '../../../functions/contracts/grid/weather-reading.ts';
import type { Side } from '../../../functions/contracts/registry/cutover/decide-cutover.ts';
import { postEvents } from '../post-events.ts';

/** Team A's two programs: the one that sends its readings, the one that shows them. Neither is told of the cutover. */
export interface ReadingsClient {
  /** @returns the ids that were acknowledged */
  send(readings: readonly WeatherReading[]): Promise<readonly string[]>;
  /** The newest readings and how many of them came from each output. */
  read(limit: number): Promise<{ readonly readings: readonly WeatherReading[]; readonly served: Record<Side, number> }>;
}

const Answer = z.object({ data: z.array(WeatherReading) });
const Served = z
  .string()
  .regex(/^old=\d+, new=\d+$/)
  .transform((text) => text.match(/\d+/g) ?? [])
  .transform(([old, fresh]) => ({ old: Number(old), new: Number(fresh) }));

export const buildReadingsClient = (gatewayUrl: string, apiKey: string, signal: AbortSignal): ReadingsClient => {
  const url = `${gatewayUrl}/v1/weather/readings`;
  const headers = { 'X-API-Key': apiKey };
  return {
    send: async (readings) => (await postEvents(url, readings, headers, signal)).accepted,
    read: async (limit) => {
      const answer = await fetch(`${url}?limit=${limit}`, { headers, signal });
      const { data } = Answer.parse(await answer.json());
      return { readings: data, served: Served.parse(answer.headers.get('x-served-from')) };
    },
  };
};
