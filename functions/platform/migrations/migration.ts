/** A change of the database's schema. It runs once; what comes after it is another one. */
export interface Migration {
  /** Sorts where it belongs, e.g. `0001-orders`. */
  readonly name: string;
  readonly sql: string;
}
