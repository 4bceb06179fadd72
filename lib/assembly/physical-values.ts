/** What the parts of the template that only AWS knows are on this machine. */
export interface PhysicalValues {
  readonly accountId: string;
  readonly region: string;
  readonly partition: string;
  /** The attributes of `Custom::KafkaEndpoint`. */
  readonly kafka: { readonly bootstrapServers: string; readonly securityProtocol: 'PLAINTEXT' };
  /** The gateway's address, without a trailing slash: it stands for the public address of every API's stage. */
  readonly apiUrl: string;
}
