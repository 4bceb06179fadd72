import { type HopName, hops } from '../../lib/measure/hop-latencies.ts';
import type { LatencySummary } from '../../lib/measure/latency-summary.ts';

/** Latency by hop as a table for people. */
export const toHopLines = (latencies: Readonly<Record<HopName, LatencySummary>>): string[] => {
  const row = (name: HopName): string => {
    const { p50, p95, p99 } = latencies[name];
    const figures = [p50, p95, p99].map((ms) => ms.toFixed(1).padStart(8)).join('');
    return `  ${hops[name].padEnd(44)}${figures}`;
  };
  return [
    `Latency by hop of ${latencies.HopT0T5.count} records, in ms (the broker's own timestamps are whole milliseconds):`,
    `  ${''.padEnd(44)}${['p50', 'p95', 'p99'].map((name) => name.padStart(8)).join('')}`,
    row('HopT0T1'),
    row('HopT1T2'),
    row('HopT2T3'),
    row('HopT3T4'),
    row('HopT4T5'),
    row('HopT0T5'),
  ];
};
