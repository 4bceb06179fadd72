import { type Client, escapeIdentifier, escapeLiteral } from 'pg';

/**
 * Makes the user as whom the application connects, where it is not there yet: it comes in by IAM alone, and may make things of its
 * own in the database. The master, as whom the client is connected, becomes one of its members, so that what it makes can be the user's.
 */
export const ensureUser = async (client: Client, name: string, database: string): Promise<void> => {
  const user = escapeIdentifier(name);
  await client.query(`
    DO $$ BEGIN
      IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = ${escapeLiteral(name)}) THEN CREATE ROLE ${user} LOGIN; END IF;
    END $$;
    GRANT rds_iam TO ${user};
    GRANT ${user} TO CURRENT_USER;
    GRANT CREATE ON DATABASE ${escapeIdentifier(database)} TO ${user};
    GRANT CREATE ON SCHEMA public TO ${user};
  `);
};
