import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isSameProcess } from '../../foundation/process-identity.ts';
import { buildInstance } from '../../targets/instance/instance.ts';
import { readInstanceState } from '../../targets/instance/instance-state.ts';
import type { Check } from './check.ts';

/** Instances whose supervisor has died while engines or handlers of it still run. */
export const checkStaleProcesses = async (root: string): Promise<Check> => {
  const entries = await readdir(join(root, '.sluice'), { withFileTypes: true }).catch(() => []);
  const stale: string[] = [];
  for (const { name } of entries.filter((entry) => entry.isDirectory())) {
    const { supervisor, engines, environments } = await readInstanceState(buildInstance(root, name));
    if (supervisor && isSameProcess(supervisor)) continue;
    const recorded = [...Object.values(engines).flatMap((engine) => engine.process ?? []), ...environments];
    if (recorded.some(isSameProcess)) stale.push(name);
  }
  if (stale.length === 0) return { name: 'Stale processes', result: 'pass', found: 'none' };
  return {
    name: 'Stale processes',
    result: 'warn',
    found: `of ${stale.join(', ')}`,
    fix: stale.map((name) => `./sluice down --instance ${name}`).join(' · '),
  };
};
