import type { EventSourceModel } from '../../assembly/application-model.ts';
import type { EventSource, EventSourcePorts } from '../../event-source/event-source.ts';
import type { EventSourceDefinition } from '../../event-source/event-source-definition.ts';
import { parseEventSourceDefinition } from '../../event-source/parse-event-source-definition.ts';
import { startEventSource } from '../../event-source/start-event-source.ts';
import { LambdaApiError } from '../lambda-api/lambda-api-error.ts';
import { type EventSourceMappingBody, toMappingConfiguration } from '../lambda-api/mapping-configuration.ts';
import type { InstanceStateStore } from './instance-state.ts';

/** A poller and the mapping that it was started for. */
export interface RunningEventSource {
  readonly model: EventSourceModel;
  readonly source: EventSource;
}

/** The pollers of an instance, one for each event source mapping of the template. */
export interface EventSources {
  /** Starts, updates and stops pollers so that they are what the template says. */
  apply(models: readonly EventSourceModel[]): Promise<void>;
  list(): readonly RunningEventSource[];
  describe(): readonly EventSourceMappingBody[];
  /** UpdateEventSourceMapping: holds until the template's own value changes, also across restarts. */
  update(uuid: string, changes: Readonly<Record<string, unknown>>): Promise<EventSourceMappingBody>;
  close(): Promise<void>;
}

interface EventSourcesOptions extends EventSourcePorts {
  /** The brokers behind the application's cluster, once they are up. */
  readonly bootstrapServers: () => readonly string[];
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

  const effectiveProperties = ({ uuid, properties }: EventSourceModel): Readonly<Record<string, unknown>> => ({
    ...properties,
    ...state.current.eventSourceUpdates[uuid],
  });

  const toDefinition = (
    { uuid, functionName }: EventSourceModel,
    properties: Readonly<Record<string, unknown>>,
  ): EventSourceDefinition =>
    parseEventSourceDefinition(properties, {
      uuid,
      functionName,
      functionArn: functionArn(functionName),
      bootstrapServers: bootstrapServers(),
      nowMs: Date.now(),
    });

  const stop = async (path: string): Promise<void> => {
    const found = running.get(path);
    running.delete(path);
    await found?.source.stop();
  };

  /** A mapping that is made again has the same UUID here, and yet begins as the template says, as on AWS. */
  const forgetAllBut = async (models: readonly EventSourceModel[]): Promise<void> => {
    const uuids = new Set(models.map(({ uuid }) => uuid));
    const updates = Object.entries(state.current.eventSourceUpdates);
    const kept = updates.filter(([uuid]) => uuids.has(uuid));
    if (kept.length === updates.length) return;
    await state.update((current) => ({ ...current, eventSourceUpdates: Object.fromEntries(kept) }));
  };

  const describe = ({ model, source }: RunningEventSource): EventSourceMappingBody =>
    toMappingConfiguration(effectiveProperties(model), source, functionArn(model.functionName));

  return {
    apply: async (models) => {
      const wanted = new Map(models.map((model) => [model.path, model]));
      const gone = [...running.keys()].filter((path) => !wanted.has(path));
      await Promise.all(gone.map(stop));
      await forgetAllBut(models);
      for (const model of models) {
        const present = running.get(model.path);
        const definition = toDefinition(model, effectiveProperties(model));
        if (present && isReplaced(present.source.definition, definition)) await stop(model.path);
        const source = running.get(model.path)?.source;
        if (source) {
          if (JSON.stringify(source.definition) !== JSON.stringify(definition))
            await source.update(toUpdate(definition));
          running.set(model.path, { model, source });
        } else {
          running.set(model.path, { model, source: startEventSource(definition, ports) });
        }
      }
    },
    list: () => [...running.values()],
    describe: () => [...running.values()].map(describe),
    update: async (uuid, changes) => {
      const found = [...running.values()].find(({ model }) => model.uuid === uuid);
      if (!found)
        throw new LambdaApiError('ResourceNotFoundException', `The event source mapping ${uuid} does not exist.`);
      const before = state.current.eventSourceUpdates[uuid] ?? {};
      const definition = toDefinition(found.model, { ...found.model.properties, ...before, ...changes });
      await state.update((current) => ({
        ...current,
        eventSourceUpdates: { ...current.eventSourceUpdates, [uuid]: { ...before, ...changes } },
      }));
      // As on AWS the answer does not wait for the transition: the state says how far it is.
      found.source.update(toUpdate(definition)).catch((error: unknown) => {
        ports.log({
          level: 'error',
          event: 'state-changed',
          message: `The update failed: ${error instanceof Error ? error.message : String(error)}`,
          eventSource: uuid,
          functionName: definition.functionName,
          topic: definition.topic,
        });
      });
      return describe(found);
    },
    close: async () => {
      await Promise.all([...running.keys()].map(stop));
    },
  };
};

/** What is create-only on AWS: a change of it means another mapping. */
const isReplaced = (before: EventSourceDefinition, after: EventSourceDefinition): boolean =>
  before.topic !== after.topic ||
  before.groupId !== after.groupId ||
  before.eventSourceArn !== after.eventSourceArn ||
  before.bootstrapServers.join() !== after.bootstrapServers.join();

const toUpdate = ({
  uuid: _uuid,
  topic: _topic,
  groupId: _groupId,
  bootstrapServers: _bootstrapServers,
  eventSourceArn: _eventSourceArn,
  startingPosition: _startingPosition,
  ...changeable
}: EventSourceDefinition) => changeable;
