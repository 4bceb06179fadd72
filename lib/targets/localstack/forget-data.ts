import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Instance } from '../instance/instance.ts';
import type { InstanceStateStore } from '../instance/instance-state.ts';
import { reapEngines } from '../instance/reap-engines.ts';

/** What is no data: how the instance is found, what it said, and what was synthesised. */
const kept = new Set(['state.json', 'up.lock', 'supervisor.lock', 'logs', 'assembly', 'control.sock']);

/**
 * Empties an instance whose LocalStack is a new one: records, rows and acknowledged ids of the one before would tell of tables that
 * are gone. What a dead supervisor left of its engines is ended first.
 */
export const forgetData = async (instance: Instance, state: InstanceStateStore): Promise<void> => {
  await reapEngines(instance, state.current);
  const names = await readdir(instance.directory);
  await Promise.all(
    names
      .filter((name) => !kept.has(name))
      .map((name) => rm(join(instance.directory, name), { recursive: true, force: true })),
  );
  await state.update((current) => ({
    ...current,
    engines: {},
    lifecycle: {},
    eventSourceUpdates: {},
    createdEventSources: {},
  }));
};
