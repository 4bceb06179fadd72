/**
 * Brings a database to what the application needs: with IAM the user as whom it connects, and everywhere the tables. What is there
 * already is left as it is. The attributes are how the application reaches the database.
 */

import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { customResource } from '../kit/custom-resource.ts';
import { logger } from '../kit/logger.ts';
import { DatabaseTarget } from './migration/database-target.ts';
import { migrateDatabase } from './migration/migrate-database.ts';
import { buildSignIn } from './migration/sign-in.ts';
import { allMigrations } from './migrations/all-migrations.ts';

// Cold start only.
const signIn = buildSignIn(new SecretsManagerClient());

export const handler = customResource(async (properties) => {
  const target = DatabaseTarget.parse(properties);
  const ran = await migrateDatabase(target, allMigrations, signIn);
  logger.info('database migrated', { ran });

  const { Host, Port, Name, User, Authentication } = target;
  return { PhysicalResourceId: `migration-${Name}`, Data: { Host, Port, Name, User, Authentication } };
});
