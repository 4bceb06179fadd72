/** Where a consumer stands with its limit; times in epoch milliseconds. */
export interface Standing {
  /** How many more requests would be admitted at once. */
  readonly remaining: number;
  /** When the limit is whole again if no more requests come. */
  readonly resetMs: number;
}

/** An algorithm's decision about one request, and its state with that request counted. */
export type Decision<State> =
  | (Standing & { readonly admitted: true; readonly state: State })
  | (Standing & { readonly admitted: false; readonly retryMs: number });
