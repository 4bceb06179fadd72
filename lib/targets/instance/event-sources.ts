import { randomUUID } from 'node:crypto';
import type { EventSourceModel } from '../../assembly/application-model.ts';
import type { EventSource, EventSourcePorts } from '../../event-source/event-source.ts';
import type { EventSourceDefinition } from '../../event-source/event-source-definition.ts';
import { parseEventSourceDefinition } from '../../event-source/parse-event-source-definition.ts';
import { parseEventSourceUpdate } from '../../event-source/parse-event-source-update.ts';
import { startEventSource } from '../../event-source/start-event-source.ts';
import { LambdaApiError } from '../lambda-api/lambda-api-error.ts';
import { type EventSourceMappingBody, toMappingConfiguration } from '../lambda-api/mapping-configuration.ts';
import { decideUpdatesKept } from './decide-updates-kept.ts';
import type { InstanceStateStore } from './instance-state.ts';
import { requireGroupsApart } from './require-groups-apart.ts';

type Properties = Readonly<Record<string, unknown>>;

/** A poller and the mapping that it was started for. */
export interface RunningEventSource {
  readonly model: EventSourceModel;
  readonly source: EventSource;
  /** As asked for last: the source may still be on its way there. */
  readonly definition: EventSourceDefinition;
}

/** The pollers of an instance: one for each event source mapping of the template, and of those made over the Lambda API. */
export interface EventSources {
  /**
   * Starts, updates and stops pollers so that they are what the template says, and beside it the Lambda API.
   * @throws InvalidEventSourceError, LambdaApiError where a mapping is refused; then nothing is changed
   */
  apply(models: readonly EventSourceModel[]): Promise<void>;
  list(): readonly RunningEventSource[];
  describe(): readonly EventSourceMappingBody[];
  /** CreateEventSourceMapping: lives until it is deleted, also across restarts. */
  create(functionName: string, properties: Properties): Promise<EventSourceMappingBody>;
  /** UpdateEventSourceMapping: a field holds until the template's own value for it changes, also across restarts. */
  update(uuid: string, changes: Properties): Promise<EventSourceMappingBody>;
  /** DeleteEventSourceMapping, of one that was created over the Lambda API; drains it as stopping does. */
  remove(uuid: string): Promise<EventSourceMappingBody>;
  close(): Promise<void>;
}

interface EventSourcesOptions extends EventSourcePorts {
  /** The brokers behind the application's cluster, once they are up. */
  readonly bootstrapServers: () => readonly string[];
  /** Empty for a function that there is not. */
  readonly functionArn: (functionName: string) => string;
  readonly state: InstanceStateStore;
}

export const openEventSources = ({
  bootstrapServers,
  functionArn,
  state,
  ...ports
}: EventSourcesOptions): EventSources => {
  const running = new Map<string, RunningEventSource>();

  const changesOf = ({ uuid, properties }: EventSourceModel): Properties => {
    const updates = state.current.eventSourceUpdates[uuid];
    return updates ? decideUpdatesKept(updates, properties) : {};
  };

  const toDefinition = (model: EventSourceModel): EventSourceDefinition => {
    const { FunctionName, ...changes } = changesOf(model);
    const functionName =
      typeof FunctionName === 'string' && functionArn(FunctionName) !== '' ? FunctionName : model.functionName;
    return parseEventSourceDefinition(
      { ...model.properties, ...changes },
      {
        uuid: model.uuid,
        functionName,
        functionArn: functionArn(functionName),
        bootstrapServers: bootstrapServers(),
        nowMs: Date.now(),
      },
    );
  };

  const stop = async (uuid: string): Promise<void> => {
    await running.get(uuid)?.source.stop();
    running.delete(uuid);
  };

  const start = (model: EventSourceModel, definition: EventSourceDefinition): RunningEventSource => {
    const started = { model, definition, source: startEventSource(definition, ports) };
    running.set(model.uuid, started);
    return started;
  };

  const nameOf = ({ model, definition }: Pick<RunningEventSource, 'model' | 'definition'>) => ({
    name: model.path,
    definition,
  });

  /** A mapping that is made again has the same UUID here, and yet begins as the template says, as on AWS. */
  const forgetWhatDoesNotHold = async (models: readonly EventSourceModel[]): Promise<void> => {
    const kept = models.flatMap((model) => {
      const changes = changesOf(model);
      return Object.keys(changes).length === 0 ? [] : [[model.uuid, { template: model.properties, changes }] as const];
    });
    const eventSourceUpdates = Object.fromEntries(kept);
    if (JSON.stringify(eventSourceUpdates) === JSON.stringify(state.current.eventSourceUpdates)) return;
    await state.update((current) => ({ ...current, eventSourceUpdates }));
  };

  const describe = ({ definition, source }: RunningEventSource): EventSourceMappingBody =>
    toMappingConfiguration(definition, source);

  const requireRunning = (uuid: string): RunningEventSource => {
    const found = running.get(uuid);
    if (!found)
      throw new LambdaApiError('ResourceNotFoundException', `The event source mapping ${uuid} does not exist.`);
    if (found.source.state === 'Deleting')
      throw new LambdaApiError('ResourceInUseException', `The event source mapping ${uuid} is being deleted.`);
    return found;
  };

  const logFailure = (definition: EventSourceDefinition, what: string) => (error: unknown) =>
    ports.log({
      level: 'error',
      event: 'state-changed',
      message: `${what} failed: ${error instanceof Error ? error.message : String(error)}`,
      eventSource: definition.uuid,
      functionName: definition.functionName,
      topic: definition.topic,
    });

  return {
    apply: async (templateModels) => {
      const models = [...templateModels, ...createdModels(state)];
      const wanted = models.map((model) => ({ model, definition: toDefinition(model) }));
      requireGroupsApart(wanted.map(nameOf));
      const uuids = new Set(models.map(({ uuid }) => uuid));
      await Promise.all([...running.keys()].filter((uuid) => !uuids.has(uuid)).map(stop));
      await forgetWhatDoesNotHold(models);
      for (const { model, definition } of wanted) {
        const present = running.get(model.uuid);
        if (!present || isReplaced(present.definition, definition)) {
          await stop(model.uuid);
          start(model, definition);
          continue;
        }
        running.set(model.uuid, { ...present, model, definition });
        if (JSON.stringify(present.definition) !== JSON.stringify(definition)) await present.source.update(definition);
      }
    },
    list: () => [...running.values()],
    describe: () => [...running.values()].map(describe),
    create: async (functionName, properties) => {
      const uuid = randomUUID();
      const model: EventSourceModel = { path: uuid, uuid, functionName, properties };
      const definition = toDefinition(model);
      requireGroupsApart([...running.values(), { model, definition }].map(nameOf));
      const started = start(model, definition);
      const created = { functionName, properties: { ...properties } };
      await state.update((current) => ({
        ...current,
        createdEventSources: { ...current.createdEventSources, [uuid]: created },
      }));
      return describe(started);
    },
    update: async (uuid, changes) => {
      const { model, source, definition: before } = requireRunning(uuid);
      const functionName = typeof changes['FunctionName'] === 'string' ? changes['FunctionName'] : before.functionName;
      const target = { functionName, functionArn: functionArn(functionName) };
      const definition = { ...before, ...parseEventSourceUpdate(changes, before, target) };
      running.set(uuid, { model, source, definition });
      // As on AWS the answer does not wait for the transition: the state says how far it is.
      source.update(definition).catch(logFailure(definition, 'The update'));
      const updates = {
        template: { ...model.properties },
        changes: { ...changesOf(model), ...withoutNothing(changes) },
      };
      await state.update((current) => ({
        ...current,
        eventSourceUpdates: { ...current.eventSourceUpdates, [uuid]: updates },
      }));
      return { ...describe({ model, source, definition }), State: transition(before, definition) };
    },
    remove: async (uuid) => {
      const found = requireRunning(uuid);
      if (!state.current.createdEventSources[uuid]) {
        throw new LambdaApiError(
          'InvalidParameterValueException',
          `The event source mapping ${uuid} is ${found.model.path} of the template: remove it there.`,
        );
      }
      stop(uuid).catch(logFailure(found.definition, 'Deleting'));
      await state.update(({ createdEventSources, eventSourceUpdates, ...current }) => ({
        ...current,
        createdEventSources: without(createdEventSources, uuid),
        eventSourceUpdates: without(eventSourceUpdates, uuid),
      }));
      return { ...describe(found), State: 'Deleting' };
    },
    close: async () => {
      await Promise.all([...running.keys()].map(stop));
    },
  };
};

const createdModels = ({ current }: InstanceStateStore): readonly EventSourceModel[] =>
  Object.entries(current.createdEventSources).map(([uuid, created]) => ({ path: uuid, uuid, ...created }));

const without = <Value>(all: Readonly<Record<string, Value>>, key: string): Record<string, Value> =>
  Object.fromEntries(Object.entries(all).filter(([each]) => each !== key));

/** A field that a request gives as null or not at all is left as it is. */
const withoutNothing = (changes: Properties): Properties =>
  Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined && value !== null));

const transition = (before: EventSourceDefinition, after: EventSourceDefinition) => {
  if (before.enabled === after.enabled) return 'Updating';
  return after.enabled ? 'Enabling' : 'Disabling';
};

/** What is create-only on AWS: a change of it means another mapping. */
const isReplaced = (before: EventSourceDefinition, after: EventSourceDefinition): boolean =>
  before.topic !== after.topic ||
  before.groupId !== after.groupId ||
  before.eventSourceArn !== after.eventSourceArn ||
  before.bootstrapServers.join() !== after.bootstrapServers.join();
