import type { RunningEventSource } from './event-sources.ts';
import type { InstanceStatus } from './instance-status.ts';

/** A poller as `status` tells of it. */
export const toEventSourceStatus = ({
  definition: { uuid, functionName },
  source,
}: RunningEventSource): InstanceStatus['eventSources'][number] => ({
  uuid,
  functionName,
  topic: source.definition.topic,
  groupId: source.definition.groupId,
  state: source.state,
  lastProcessingResult: source.lastProcessingResult,
  metrics: { ...source.metrics() },
});
