import { setTimeout as delay } from 'node:timers/promises';
import { consumerFunction, type GridConsumers } from '../../../../functions/contracts/grid/consumer.ts';
import { SluiceError } from '../../../foundation/sluice-error.ts';
import type { Instance } from '../../../targets/instance/instance.ts';
import type { InstanceStatus } from '../../../targets/instance/instance-status.ts';
import { buildInstanceTarget } from '../../../targets/instance/instance-target.ts';
import { diffTemplates, isSameConstruct, type TemplateDiff } from '../templates/diff-templates.ts';
import { readTemplates } from '../templates/read-templates.ts';
import { consumersFile, readConsumers, writeConsumers } from './consumers-file.ts';

export interface ConsumersEdit {
  readonly name: string;
  /** False where the file already was as asked for. */
  readonly edited: boolean;
  readonly consumers: readonly string[];
  readonly diff: TemplateDiff;
  /** Whether both producers' resources are the same in both templates. */
  readonly producersUnchanged: boolean;
  /** From the edit of the file until the consumer's event sources poll, or are gone. */
  readonly seconds: number;
}

class ConsumerNotAppliedError extends SluiceError {
  readonly code = 'CONSUMER_NOT_APPLIED';
}

const producers = ['SluiceGrid/grid-accept-dispatch', 'SluiceGrid/grid-accept-weather'];
const longestStartMs = 60_000;

/** Adds a consumer to the running instance: edits the file, synthesises, applies the difference, and waits until it polls. */
export const addConsumer = (instance: Instance, name: string): Promise<ConsumersEdit> =>
  edit(instance, name, (consumers) =>
    consumers.some((each) => each.name === name) ? consumers : [...consumers, { name }],
  );

/** Removes a consumer from the running instance; what it stored stays, and its groups until Kafka forgets their offsets. */
export const removeConsumer = (instance: Instance, name: string): Promise<ConsumersEdit> =>
  edit(instance, name, (consumers) => consumers.filter((each) => each.name !== name));

const edit = async (
  instance: Instance,
  name: string,
  change: (consumers: GridConsumers) => GridConsumers,
): Promise<ConsumersEdit> => {
  const target = buildInstanceTarget(instance);
  // An instance that is down is to be told apart before anything is edited.
  await target.status();
  const file = consumersFile(instance.root);
  const earlier = await readConsumers(file);
  const wanted = change(earlier);
  const before = await readTemplates(instance);
  const started = performance.now();

  await writeConsumers(file, wanted);
  try {
    await target.up(() => undefined, AbortSignal.timeout(longestStartMs));
    await waitForSources(
      () => target.status(),
      name,
      wanted.some((each) => each.name === name),
    );
  } catch (error) {
    await writeConsumers(file, earlier);
    throw error;
  }

  const seconds = (performance.now() - started) / 1000;
  const after = await readTemplates(instance);
  return {
    name,
    edited: wanted.length !== earlier.length,
    consumers: wanted.map((each) => each.name),
    diff: diffTemplates(before, after),
    producersUnchanged: producers.every((path) => isSameConstruct(before, after, path)),
    seconds,
  };
};

const waitForSources = async (
  readStatus: () => Promise<InstanceStatus>,
  name: string,
  isWanted: boolean,
): Promise<void> => {
  const deadline = performance.now() + longestStartMs;
  for (;;) {
    const { eventSources, functions } = await readStatus();
    const isDefined = functions.some(({ functionName }) => functionName === consumerFunction(name));
    const own = eventSources.filter(({ functionName }) => functionName === consumerFunction(name));
    if (isWanted ? own.length > 0 && own.every(({ state }) => isSettled(state)) : own.length === 0) return;
    if ((isWanted && !isDefined) || performance.now() > deadline) {
      throw new ConsumerNotAppliedError(`The instance does not have the consumer "${name}" as asked for.`, {
        actions: ['bring the instance up with the same SLUICE_GRID_CONSUMERS as this command', './sluice status'],
      });
    }
    await delay(50);
  }
};

/** A consumer that was paused stays paused. */
const isSettled = (state: string): boolean => state === 'Enabled' || state === 'Disabled';
