import { orders } from './0001-orders.ts';
import type { Migration } from './migration.ts';

/** The database's history, oldest first. */
export const allMigrations: readonly Migration[] = [orders];
