/** An algorithm's decision about one request; times in epoch milliseconds. */
export type Decision<State> =
  /** The state with the request counted. */
  { readonly admitted: true; readonly state: State } | Refusal;

export interface Refusal {
  readonly admitted: false;
  /** When the next request can be admitted. */
  readonly retryMs: number;
  /** When the limit is whole again. */
  readonly resetMs: number;
}

/** What is left of a limit. */
export interface Standing {
  /** How many more requests would be admitted at once. */
  readonly remaining: number;
  /** When the limit is whole again if no more requests come, in epoch milliseconds. */
  readonly resetMs: number;
}
