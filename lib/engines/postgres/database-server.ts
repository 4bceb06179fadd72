/** Where a database is and as whom it is used. */
export interface DatabaseServer {
  readonly host: string;
  readonly port: number;
  /** The database's name. */
  readonly name: string;
  readonly user: string;
  /** Undefined where the server trusts whoever comes from this machine. Never written anywhere. */
  readonly password: string | undefined;
  /** libpq's word for how far TLS is asked for; undefined is none. */
  readonly sslMode: string | undefined;
}

/** The address as a client takes it, without the password. */
export const toAddress = ({ host, port, name, user }: DatabaseServer): string =>
  `postgres://${encodeURIComponent(user)}@${host}:${port}/${encodeURIComponent(name)}`;
