import { setTimeout as delay } from 'node:timers/promises';
import { CutoverCopy, CutoverStatus } from '../../../functions/contracts/admin/cutover-status.ts';
import type { Cutover } from '../../../functions/contracts/registry/cutover/cutover-item.ts';
import { type AdminAccess, AdminRefusedError, callAdmin } from './admin-request.ts';

const path = '/v1/admin/cutovers/team-a';
const pollMs = 200;

/** How far the cutover is, and what both outputs hold now. */
export const readCutover = (admin: AdminAccess): Promise<CutoverStatus> =>
  callAdmin(admin, { method: 'GET', path, schema: CutoverStatus });

/** Sets the cutover; a refusal that a moment can lift is asked again until the time is up. It holds within a second. */
export const changeCutover = async (admin: AdminAccess, cutover: Cutover, waitMs: number): Promise<CutoverStatus> => {
  const deadline = performance.now() + waitMs;
  for (;;) {
    try {
      return await callAdmin(admin, { method: 'PUT', path, body: cutover, schema: CutoverStatus });
    } catch (error) {
      const isWorthWaiting = error instanceof AdminRefusedError && isPassing(error.code);
      if (!isWorthWaiting || performance.now() > deadline) throw error;
      await delay(pollMs);
    }
  }
};

/** While events come, some are in one output a moment before they are in the other. */
const isPassing = (code: string): boolean => code === 'CUTOVER_NOT_SETTLED' || code === 'CUTOVER_WITHOUT_PARITY';

/** Copies what only one output has until both have all, or the time is up; gives how many were copied. */
export const copyReadings = async (admin: AdminAccess, waitMs: number): Promise<CutoverCopy> => {
  const deadline = performance.now() + waitMs;
  let [toOld, toNew] = [0, 0];
  for (;;) {
    const copied = await callAdmin(admin, { method: 'POST', path, schema: CutoverCopy });
    toOld += copied.toOld;
    toNew += copied.toNew;
    while ((await readCutover(admin)).behind > 0 && performance.now() < deadline) await delay(pollMs);
    if (copied.remaining === 0 || performance.now() >= deadline) return { toOld, toNew, remaining: copied.remaining };
  }
};
