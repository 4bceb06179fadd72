/** Which variable names a server that the user already runs, and what it looks like. */
export const externalVariables = {
  kafka: { variable: 'KAFKA_BOOTSTRAP_SERVERS', example: 'localhost:9092' },
  dynamodb: { variable: 'DYNAMODB_ENDPOINT', example: 'http://localhost:8000' },
  localstack: { variable: 'LOCALSTACK_URL', example: 'http://localhost:4566' },
  postgres: { variable: 'DATABASE_URL', example: 'postgres://user:password@localhost:5432/database' },
} as const;
