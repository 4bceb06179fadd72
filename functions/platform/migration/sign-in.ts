import { readFile } from 'node:fs/promises';
import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { z } from 'zod';
import { lambdaAuthorities } from '../../kit/postgres/connection-settings.ts';
import type { SignIn } from './migrate-database.ts';

/** What RDS keeps in the secret of a cluster's master. */
const Secret = z.object({ username: z.string(), password: z.string() });

/** With IAM the master, over TLS whose certificate is verified: the user who may come in by IAM may not be there yet. */
export const buildSignIn =
  (client: SecretsManagerClient): SignIn =>
  async ({ Authentication, User, MasterSecretArn }) => {
    switch (Authentication) {
      case 'NONE':
        return { user: User };
      case 'IAM': {
        const [{ SecretString }, ca] = await Promise.all([
          client.send(new GetSecretValueCommand({ SecretId: MasterSecretArn })),
          readFile(lambdaAuthorities, 'utf8'),
        ]);
        const { username: user, password } = Secret.parse(JSON.parse(SecretString ?? '{}'));
        return { user, password, ssl: { ca } };
      }
    }
  };
