/** One line of `logs --source`: a decision about a batch, or a change of the source. */
export interface EventSourceLogEntry extends LogLine {
  /** The mapping's UUID. */
  readonly eventSource: string;
  readonly functionName: string;
  readonly topic: string;
}

export type EventSourceLog = (entry: EventSourceLogEntry) => void;

/** A line without what is the same in all lines of a source. */
export interface LogLine {
  readonly level: 'info' | 'warn' | 'error';
  readonly event:
    | 'batch-processed'
    | 'batch-failed'
    | 'batch-not-attempted'
    | 'records-sent-to-destination'
    | 'payload-left-out'
    | 'records-dropped'
    | 'destination-failed'
    | 'partitions-assigned'
    | 'reading-began'
    | 'stream-lost'
    | 'commit-refused'
    | 'log-truncated'
    | 'state-changed'
    | 'client-warning';
  readonly message: string;
  readonly partition?: number;
  readonly firstOffset?: number;
  readonly lastOffset?: number;
  readonly recordCount?: number;
  readonly durationMs?: number;
  readonly requestId?: string;
  /** Stable: what went wrong, or the condition under which records were given up. */
  readonly code?: string;
}
