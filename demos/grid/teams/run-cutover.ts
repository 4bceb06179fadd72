import { setTimeout as delay } from 'node:timers/promises';
import type { CutoverStatus } from '../../../functions/contracts/admin/cutover-status.ts';
import { readingId, type WeatherReading } from '../../../functions/contracts/grid/weather-reading.ts';
import type { Cutover } from '../../../functions/contracts/registry/cutover/cutover-item.ts';
import type { Side } from '../../../functions/contracts/registry/cutover/decide-cutover.ts';
import type { AdminAccess } from '../../../lib/cli/client/admin-request.ts';
import { changeCutover, copyReadings, readCutover } from '../../../lib/cli/client/cutover-calls.ts';
import type { ReadingsClient } from './readings-client.ts';

/** What one step of the cutover did, by what team A's reader was answered and by what the stores hold. */
export interface CutoverStep {
  readonly cutover: Cutover;
  /** Acknowledged so far, this step's included. */
  readonly acknowledged: number;
  /** Acknowledged, and not in the reader's answer. */
  readonly missing: number;
  /** In the reader's answer more than once. */
  readonly twice: number;
  readonly served: Readonly<Record<Side, number>>;
  readonly parity: CutoverStatus['parity'];
}

/** A cutover that is gradual, and the way back. */
const steps: readonly Cutover[] = [
  { mode: 'old', percent: 0 },
  { mode: 'dual', percent: 25 },
  { mode: 'new', percent: 100 },
  { mode: 'dual', percent: 0 },
  { mode: 'old', percent: 0 },
];

/** A mode holds within a second. */
const settlingMs = 1_100;
const waitMs = 15_000;

/** Sends a part of the readings at each step, right after the switch, and compares what is answered and stored. */
export const runCutover = async (
  admin: AdminAccess,
  client: ReadingsClient,
  readings: readonly WeatherReading[],
): Promise<CutoverStep[]> => {
  const portion = Math.ceil(readings.length / steps.length);
  const acknowledged: string[] = [];
  const done: CutoverStep[] = [];
  await goBack(admin);
  try {
    for (const [index, cutover] of steps.entries()) {
      await changeCutover(admin, cutover, waitMs);
      const settled = delay(settlingMs);
      acknowledged.push(...(await client.send(readings.slice(index * portion, (index + 1) * portion))));
      await settled;
      // What was written to one output before goes to the other now; without it the next step is refused.
      if (cutover.mode === 'dual') await copyReadings(admin, waitMs);
      done.push({ cutover, ...(await observe(admin, client, acknowledged)) });
    }
  } finally {
    await goBack(admin);
  }
  return done;
};

/** To the old output alone, from wherever it is. */
const goBack = async (admin: AdminAccess): Promise<void> => {
  if ((await readCutover(admin)).cutover.mode === 'old') return;
  await changeCutover(admin, { mode: 'dual', percent: 0 }, waitMs);
  await copyReadings(admin, waitMs);
  await changeCutover(admin, { mode: 'old', percent: 0 }, waitMs);
};

const pollMs = 100;

/** Asks until every acknowledged reading is answered, or the time is up. */
const observe = async (
  admin: AdminAccess,
  client: ReadingsClient,
  acknowledged: readonly string[],
): Promise<Omit<CutoverStep, 'cutover'>> => {
  const deadline = performance.now() + waitMs;
  for (;;) {
    const { readings, served } = await client.read(acknowledged.length);
    const answered = readings.map(readingId);
    const unique = new Set(answered);
    const missing = acknowledged.filter((id) => !unique.has(id)).length;
    if (missing === 0 || performance.now() > deadline) {
      const { parity } = await readCutover(admin);
      return { acknowledged: acknowledged.length, missing, twice: answered.length - unique.size, served, parity };
    }
    await delay(pollMs);
  }
};
