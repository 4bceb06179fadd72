import type { PhysicalValues } from '../../assembly/physical-values.ts';
import { accountId, region } from '../instance/account.ts';

/** What the templates for LocalStack are read with: everything that they leave open is a parameter. */
export const toPhysicalValues = (parameters: Readonly<Record<string, string>>): PhysicalValues => ({
  accountId,
  region,
  partition: 'aws',
  kafka: { bootstrapServers: parameters['KafkaBootstrapServers'] ?? '', securityProtocol: 'PLAINTEXT' },
  database: {
    host: parameters['DatabaseHost'] ?? '',
    port: Number(parameters['DatabasePort']),
    name: parameters['DatabaseName'] ?? '',
    user: parameters['DatabaseUser'] ?? '',
    authentication: 'NONE',
  },
  apiUrl: '',
  parameters,
});
