/** What the suite is pointed at: AWS, an emulator, or what the suite starts itself. */
export interface Endpoints {
  /** Undefined is AWS itself. */
  readonly lambdaEndpoint: string | undefined;
  readonly bootstrapServers: readonly string[];
  /** The probe function, test/conformance/probe, deployed. */
  readonly functionName: string;
  /** The probe with reserved concurrency 0. */
  readonly throttledFunctionName: string | undefined;
  /** An MSK cluster; the brokers are given as self-managed ones where it is undefined. */
  readonly eventSourceArn: string | undefined;
  /** Kills the broker and starts it again with its data. */
  readonly restartBroker: (() => Promise<void>) | undefined;
}
