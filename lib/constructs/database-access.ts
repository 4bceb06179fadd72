import type { NetworkPlace } from './network-place.ts';
import type { Permission } from './permission.ts';

/** How a function reaches the database: where from, where to, and as whom. */
export interface DatabaseAccess {
  /** Left out where the database is in no network of ours. */
  readonly place?: NetworkPlace;
  readonly host: string;
  readonly port: string;
  /** The database's name. */
  readonly name: string;
  readonly user: string;
  /** IAM or NONE. */
  readonly authentication: string;
  /** To connect as that user to that cluster; left out where IAM has no say. */
  readonly permission?: Permission;
}
