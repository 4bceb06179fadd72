import type { Construct } from 'constructs';
import { FlowTable } from './flow-table.ts';

/** The table of what changes while the application runs: keys, limits, switches. An item may end by itself at `expiresAt`, in epoch seconds. */
export class ConfigTable extends FlowTable {
  constructor(scope: Construct, props: { readonly keepsItems: boolean }) {
    super(scope, 'sluice-config', { ...props, expiryAttribute: 'expiresAt' });
  }
}
