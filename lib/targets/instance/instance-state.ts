import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { ProcessIdentity } from '../../foundation/process-identity.ts';
import { SluiceError } from '../../foundation/sluice-error.ts';
import { TargetName } from '../target-name.ts';
import type { Instance } from './instance.ts';

const EngineState = z.object({
  /** Absent for a server that the user runs. */
  process: ProcessIdentity.optional(),
  host: z.string(),
  port: z.int(),
});

const Properties = z.record(z.string(), z.unknown());

/** What an instance must know of itself after its supervisor has died: whom to adopt or reap, and where it listened. */
const InstanceState = z.object({
  version: z.literal(1),
  /** Undefined until it was brought up. */
  target: TargetName.optional(),
  /** How LocalStack was started here; undefined where it is somebody's. */
  localStack: z.enum(['docker', 'host']).optional(),
  supervisor: ProcessIdentity.optional(),
  startedAt: z.string().optional(),
  ports: z.record(z.string(), z.int()).default({}),
  engines: z.record(z.string(), EngineState).default({}),
  environments: z.array(ProcessIdentity).default([]),
  /** `Custom::Seed` and `Custom::Migration` that ran: construct path → digest of their properties. */
  lifecycle: z.record(z.string(), z.string()).default({}),
  /** What UpdateEventSourceMapping changed: UUID → the template's properties then, and the fields that hold instead. */
  eventSourceUpdates: z.record(z.string(), z.object({ template: Properties, changes: Properties })).default({}),
  /** What CreateEventSourceMapping made: UUID → its function and the request's fields. */
  createdEventSources: z.record(z.string(), z.object({ functionName: z.string(), properties: Properties })).default({}),
});
export type InstanceState = z.infer<typeof InstanceState>;

export class InstanceStateError extends SluiceError {
  readonly code = 'INSTANCE_STATE_UNREADABLE';
}

const emptyState = (): InstanceState => InstanceState.parse({ version: 1 });

/** The recorded state, or an empty one where the instance never ran. */
export const readInstanceState = async (instance: Instance): Promise<InstanceState> => {
  const text = await readFile(instance.stateFile, 'utf8').catch(() => undefined);
  if (text === undefined) return emptyState();
  try {
    return InstanceState.parse(JSON.parse(text));
  } catch (cause) {
    throw new InstanceStateError(`${instance.stateFile} cannot be read as an instance's state.`, {
      cause,
      actions: [`sluice reset --yes --instance ${instance.name} removes the instance with its data`],
    });
  }
};

export interface InstanceStateStore {
  readonly current: InstanceState;
  /** Writes are one after another and atomic: a crash leaves the old file or the new one. */
  update(change: (state: InstanceState) => InstanceState): Promise<void>;
}

export const openInstanceState = async (instance: Instance): Promise<InstanceStateStore> => {
  let current = await readInstanceState(instance);
  let lastWrite: Promise<void> = Promise.resolve();

  const write = async (): Promise<void> => {
    await mkdir(dirname(instance.stateFile), { recursive: true });
    const temporary = `${instance.stateFile}.next`;
    await writeFile(temporary, `${JSON.stringify(current, undefined, 2)}\n`);
    await rename(temporary, instance.stateFile);
  };

  return {
    get current() {
      return current;
    },
    update: (change) => {
      current = change(current);
      const written = lastWrite.then(write);
      lastWrite = written.catch(() => undefined);
      return written;
    },
  };
};
