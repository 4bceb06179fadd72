import { SYSTEM_CLOCK } from './clock.ts';
import type { EventSource, EventSourcePorts, EventSourceState } from './event-source.ts';
import type { EventSourceDefinition } from './event-source-definition.ts';
import { TopicMissingError } from './event-source-errors.ts';
import type { LogLine } from './event-source-log.ts';
import { newCounters } from './event-source-metrics.ts';
import { openKafkajsStream } from './kafkajs-record-stream.ts';
import { parseFilterPattern, passesFilters } from './parse-filter-pattern.ts';
import { type Polling, pollPartitions } from './poll-partitions.ts';

const DRAIN_LIMIT_MS = 15_000;
const NOTHING_PROCESSED = 'No records processed';

/** Begins to poll at once; the state is `Creating` until the group has been joined. */
export const startEventSource = (initial: EventSourceDefinition, ports: EventSourcePorts): EventSource => {
  const { invoke, clock = SYSTEM_CLOCK, openStream = openKafkajsStream, drainLimitMs = DRAIN_LIMIT_MS } = ports;
  const counters = newCounters();
  let definition = initial;
  let filters = initial.filterPatterns.map(parseFilterPattern);
  let state: EventSourceState = initial.enabled ? 'Creating' : 'Disabled';
  let lastProcessingResult = NOTHING_PROCESSED;
  let streamProblem: string | undefined;
  let lastModifiedMs = clock.now();
  let polling: Polling | undefined;
  let changing: Promise<void> = Promise.resolve();

  const log = (line: LogLine): void => {
    const { uuid: eventSource, functionName, topic } = definition;
    ports.log({ eventSource, functionName, topic, ...line });
  };

  const enter = (next: EventSourceState): void => {
    if (next === state) return;
    log({ level: 'info', event: 'state-changed', message: `${state} → ${next}` });
    state = next;
  };

  const begin = (): Polling =>
    pollPartitions({
      definition: () => definition,
      passes: ({ value }) => passesFilters(filters, value),
      openStream,
      invoke,
      counters,
      log,
      clock,
      joined: () => {
        streamProblem = undefined;
        if (state === 'Creating' || state === 'Enabling') enter('Enabled');
      },
      lost: (reason) => {
        const problem = reason instanceof TopicMissingError ? reason.message : `Connection error. ${reason.message}`;
        if (problem !== streamProblem) log({ level: 'error', event: 'stream-lost', message: reason.message });
        streamProblem = problem;
      },
      concluded: (problem) => {
        lastProcessingResult = problem === undefined ? 'OK' : `PROBLEM: ${problem}`;
      },
    });

  const end = async (): Promise<void> => {
    const ending = polling;
    polling = undefined;
    await ending?.end(drainLimitMs);
    streamProblem = undefined;
  };

  const apply = async (changed: EventSourceDefinition): Promise<void> => {
    filters = changed.filterPatterns.map(parseFilterPattern);
    definition = changed;
    lastModifiedMs = clock.now();
    if (!definition.enabled) {
      enter(polling ? 'Disabling' : 'Disabled');
      await end();
      enter('Disabled');
    } else if (polling) {
      const before = state;
      enter('Updating');
      polling.reconsider();
      enter(before);
    } else {
      enter('Enabling');
      polling = begin();
    }
  };

  /** One change at a time, in the order in which they were asked for. */
  const inTurn = (change: () => Promise<void>): Promise<void> => {
    const changed = changing.then(change);
    changing = changed.catch(() => undefined);
    return changed;
  };

  if (initial.enabled) polling = begin();

  return {
    get definition() {
      return definition;
    },
    get state() {
      return state;
    },
    get lastProcessingResult() {
      return streamProblem === undefined ? lastProcessingResult : `PROBLEM: ${streamProblem}`;
    },
    get lastModifiedMs() {
      return lastModifiedMs;
    },
    metrics: () => ({
      ...counters,
      lagByPartition: polling?.lagByPartition() ?? {},
      pollers: {
        running: polling ? 1 : 0,
        minimum: definition.provisioned?.minimumPollers ?? 1,
        maximum: definition.provisioned?.maximumPollers ?? 1,
      },
    }),
    update: (changes) => inTurn(() => apply({ ...definition, ...changes })),
    stop: () =>
      inTurn(async () => {
        enter('Deleting');
        await end();
      }),
  };
};
