import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Database } from '../constructs/database.ts';
import type { DatabaseAccess } from '../constructs/database-access.ts';
import { FlowFunction } from '../constructs/flow-function.ts';
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
    const { network } = platform.cluster;
    const bundle = bundles.named('platform-migrate');

    this.access = new Migration(this, 'Migration', {
      database: new Database(this, 'Database', {
        clusterName: `sluice-${stage}`,
        databaseName: name,
        network,
        keepsData,
      }),
      function: new FlowFunction(this, 'platform-migrate', {
        bundle,
        description: "Makes the database's user and tables",
        memoryMb: 256,
        timeoutSeconds: 120,
        network: { subnetIds: network.subnetIds, securityGroupId: network.functionsGroupId },
      }),
      user: name,
      version: bundle.hash,
    }).access;
  }
}
