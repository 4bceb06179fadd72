/** The one table of ports, all below 49152: what is in use makes room for the next free one. */
export const preferredPorts = {
  gateway: 3000,
  lambdaApi: 3001,
  kafka: 19092,
  kafkaController: 19093,
  dynamodb: 18000,
  postgres: 15432,
} as const;
