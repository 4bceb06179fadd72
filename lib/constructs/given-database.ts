import { Construct } from 'constructs';
import { CustomResource } from './custom-resource.ts';
import type { DatabaseAccess } from './database-access.ts';
import { given } from './given-parameters.ts';
import type { MigrationProps } from './migration.ts';

/** A PostgreSQL that is there already. Its migration is the runner's, after the deployment. */
export class GivenDatabase extends Construct {
  readonly access: DatabaseAccess = {
    host: given('DatabaseHost'),
    port: given('DatabasePort'),
    name: given('DatabaseName'),
    user: given('DatabaseUser'),
    authentication: 'NONE',
  };

  constructor(scope: Construct, id: string, props: Pick<MigrationProps, 'function' | 'version'>) {
    super(scope, id);
    new CustomResource(this, 'Invocation', {
      type: 'Custom::Migration',
      function: props.function,
      properties: {
        Host: this.access.host,
        Port: this.access.port,
        Name: this.access.name,
        User: this.access.user,
        Authentication: this.access.authentication,
        MasterSecretArn: '',
        Version: props.version,
      },
    });
  }
}
