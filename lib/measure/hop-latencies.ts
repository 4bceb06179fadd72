import { z } from 'zod';
import { type LatencySummary, summariseLatencies } from './latency-summary.ts';

/** The hops of an event's way (docs/architecture.md), each a CloudWatch metric in milliseconds per record. */
export const hops = {
  HopT0T1: 'request received → handed to Kafka',
  HopT1T2: 'handed to Kafka → appended by the broker',
  HopT2T3: 'appended → consumer starts',
  HopT3T4: 'consumer starts → effects decided',
  HopT4T5: 'effects decided → stored',
  HopT0T5: 'all of it',
} as const;
export type HopName = keyof typeof hops;

const Values = z.union([z.number().transform((value) => [value]), z.array(z.number())]);
const HopLine = z.looseObject({
  _aws: z.looseObject({}),
  HopT0T1: Values.optional(),
  HopT1T2: Values.optional(),
  HopT2T3: Values.optional(),
  HopT3T4: Values.optional(),
  HopT4T5: Values.optional(),
  HopT0T5: Values.optional(),
} satisfies Record<HopName | '_aws', z.ZodType>);

const hopNames = Object.keys(hops).filter((name): name is HopName => name in hops);

/**
 * Exact latency by hop from lines of CloudWatch's embedded metric format.
 *
 * @param entries lines of a function's log, parsed; lines without hop metrics are passed over
 */
export const summariseHops = (entries: Iterable<unknown>): Record<HopName, LatencySummary> => {
  const values: Record<HopName, number[]> = {
    HopT0T1: [],
    HopT1T2: [],
    HopT2T3: [],
    HopT3T4: [],
    HopT4T5: [],
    HopT0T5: [],
  };
  for (const entry of entries) {
    const line = HopLine.safeParse(entry);
    if (!line.success) continue;
    for (const name of hopNames) values[name].push(...(line.data[name] ?? []));
  }
  const summarise = (name: HopName): LatencySummary => summariseLatencies(values[name]);
  return {
    HopT0T1: summarise('HopT0T1'),
    HopT1T2: summarise('HopT1T2'),
    HopT2T3: summarise('HopT2T3'),
    HopT3T4: summarise('HopT3T4'),
    HopT4T5: summarise('HopT4T5'),
    HopT0T5: summarise('HopT0T5'),
  };
};
