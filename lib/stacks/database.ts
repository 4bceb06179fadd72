import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Database } from '../constructs/database.ts';
import type { DatabaseAccess } from '../constructs/database-access.ts';
import { FlowFunction } from '../constructs/flow-function.ts';
import { GivenDatabase } from '../constructs/given-database.ts';
import type { HandlerBundles } from '../constructs/handler-bundles.ts';
import { Migration } from '../constructs/migration.ts';
import type { PlatformStack } from './platform.ts';

export interface DatabaseStackProps extends StackProps {
  readonly stage: string;
  readonly platform: PlatformStack;
  readonly bundles: HandlerBundles;
  /** Whether what was stored outlives the stack. */
  readonly keepsData: boolean;
}

const name = 'sluice';

/** The database, in a stack of its own: who deploys no flow that needs it does not pay for it. */
export class DatabaseStack extends Stack {
  readonly access: DatabaseAccess;

  constructor(scope: Construct, id: string, { stage, platform, bundles, keepsData, ...props }: DatabaseStackProps) {
    super(scope, id, props);
    const { network } = platform;
    const database =
      network &&
      new Database(this, 'Database', { clusterName: `sluice-${stage}`, databaseName: name, network, keepsData });
    const bundle = bundles.named('platform-migrate');
    const migration = {
      function: new FlowFunction(this, 'platform-migrate', {
        bundle,
        description: "Makes the database's user and tables",
        memoryMb: 256,
        timeoutSeconds: 120,
        ...(network && { network: network.place }),
      }),
      version: bundle.hash,
    };

    const { access } = database
      ? new Migration(this, 'Migration', { ...migration, database, user: name })
      : new GivenDatabase(this, 'Migration', migration);
    this.access = access;
  }
}
