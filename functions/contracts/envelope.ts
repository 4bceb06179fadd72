/** The body of every successful answer. */
export interface Envelope<Data> {
  readonly data: Data;
  readonly meta: {
    /** How many items `data` has; 1 where it is not a list. */
    readonly count: number;
    readonly region_filter: string | null;
    readonly correlation_id: string;
    /** ISO 8601 time of the answer. */
    readonly timestamp: string;
  };
}
