import type { EventSource, EventSourceState } from '../../event-source/event-source.ts';
import type { EventSourceDefinition } from '../../event-source/event-source-definition.ts';
import { writeMappingProperties } from '../../event-source/write-mapping-properties.ts';

/** An event source mapping on the wire, EventSourceMappingConfiguration of the Lambda API; its other fields are those of a request. */
export interface EventSourceMappingBody {
  readonly UUID: string;
  readonly FunctionArn: string;
  readonly EventSourceArn?: unknown;
  readonly State: EventSourceState;
  /** Epoch seconds. */
  readonly LastModified: number;
  readonly [field: string]: unknown;
}

/**
 * An event source as the Lambda API describes it.
 *
 * @param definition as asked for last; the source may still be on its way there
 */
export const toMappingConfiguration = (
  definition: EventSourceDefinition,
  { state, lastProcessingResult, lastModifiedMs }: EventSource,
): EventSourceMappingBody => {
  const { Enabled: _, ...fields } = writeMappingProperties(definition);
  return {
    UUID: definition.uuid,
    FunctionArn: definition.functionArn,
    ...fields,
    State: state,
    StateTransitionReason: 'USER_INITIATED',
    LastProcessingResult: lastProcessingResult,
    LastModified: lastModifiedMs / 1000,
  };
};
