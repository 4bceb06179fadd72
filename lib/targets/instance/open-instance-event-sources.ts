import type { FunctionModel } from '../../assembly/application-model.ts';
import type { Engine } from '../../engines/engine.ts';
import type { EventSourcePorts } from '../../event-source/event-source.ts';
import { type EventSources, openEventSources } from './event-sources.ts';
import type { InstanceStateStore } from './instance-state.ts';
import type { InstanceLogs } from './open-instance-logs.ts';

interface InstanceEventSourcesOptions extends Pick<EventSourcePorts, 'invoke'> {
  readonly state: InstanceStateStore;
  readonly logs: InstanceLogs;
  readonly kafka: Engine;
  /** Those of the application. */
  readonly functions: () => readonly FunctionModel[];
}

/** The pollers of an instance, on its own Kafka and with its own log. */
export const openInstanceEventSources = ({
  state,
  logs,
  kafka,
  functions,
  invoke,
}: InstanceEventSourcesOptions): EventSources =>
  openEventSources({
    state,
    invoke,
    bootstrapServers: () => [kafka.endpoint?.address ?? ''],
    functionArn: (functionName) => functions().find((each) => each.functionName === functionName)?.arn ?? '',
    log: (entry) => logs.eventSources.write({ timestamp: new Date().toISOString(), ...entry }),
  });
