/** What the parts of the template that only AWS knows are on this machine. */
export interface PhysicalValues {
  readonly accountId: string;
  readonly region: string;
  readonly partition: string;
  /** The attributes of `Custom::KafkaEndpoint`. */
  readonly kafka: { readonly bootstrapServers: string; readonly securityProtocol: 'PLAINTEXT' };
  /** The attributes of `Custom::Migration`. */
  readonly database: {
    readonly host: string;
    readonly port: number;
    readonly name: string;
    readonly user: string;
    readonly authentication: 'NONE' | 'IAM';
  };
  /** The gateway's address, without a trailing slash: it stands for the public address of every API's stage. */
  readonly apiUrl: string;
  /** Values of the templates' own parameters; those not named have their defaults. */
  readonly parameters?: Readonly<Record<string, string>>;
}

/**
 * What a `Custom::Migration` is told of its database, and tells on as its attributes: here the local one, whatever the
 * template names.
 */
export const toDatabaseValues = ({ database }: PhysicalValues) => ({
  Host: database.host,
  Port: String(database.port),
  Name: database.name,
  User: database.user,
  Authentication: database.authentication,
});
