/** Where a function stands in the network. */
export interface NetworkPlace {
  readonly subnetIds: readonly string[];
  readonly securityGroupId: string;
}
