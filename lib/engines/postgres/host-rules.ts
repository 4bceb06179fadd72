/** The superuser is let in from nowhere. */
const ownRules = `
host all         sluice 127.0.0.1/32 trust
host replication sluice 127.0.0.1/32 trust
`;

/** Who is let in from where, as pg_hba.conf has it; from the networks of containers, only into the application's database. */
export const hostRules = (containerNetworks: readonly string[]): string =>
  [ownRules, ...containerNetworks.map((network) => `host sluice      sluice ${network} trust\n`)].join('');
