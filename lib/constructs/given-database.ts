import { Construct } from 'constructs';
import { CustomResource } from './custom-resource.ts';
import type { DatabaseAccess } from './database-access.ts';
import { givenParameter } from './given-parameter.ts';
import type { MigrationProps } from './migration.ts';

export interface GivenDatabaseProps extends Pick<MigrationProps, 'function' | 'user' | 'version'> {
  readonly databaseName: string;
}

/** A PostgreSQL that is there already: parameters of the stack say where. Its migration is the runner's, after the deployment. */
export class GivenDatabase extends Construct {
  readonly access: DatabaseAccess;

  constructor(scope: Construct, id: string, props: GivenDatabaseProps) {
    super(scope, id);
    const access: DatabaseAccess = {
      host: givenParameter(this, 'DatabaseHost', { description: 'Host of PostgreSQL as functions reach it' }),
      port: givenParameter(this, 'DatabasePort', { description: 'Port of PostgreSQL', default: '5432' }),
      name: givenParameter(this, 'DatabaseName', {
        description: 'A database that exists',
        default: props.databaseName,
      }),
      user: givenParameter(this, 'DatabaseUser', {
        description: 'A user who exists, is let in without a password, and may make tables in the database',
        default: props.user,
      }),
      authentication: 'NONE',
    };
    new CustomResource(this, 'Invocation', {
      type: 'Custom::Migration',
      function: props.function,
      properties: {
        Host: access.host,
        Port: access.port,
        Name: access.name,
        User: access.user,
        Authentication: access.authentication,
        MasterSecretArn: '',
        Version: props.version,
      },
    });
    this.access = access;
  }
}
