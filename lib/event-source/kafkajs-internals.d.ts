/** What kafkajs 2.2.4 has and does not declare: the decoder of Fetch responses in the version that brokers since 2.3 speak. */
declare module 'kafkajs/src/protocol/requests/fetch/v11/response.js' {
  export interface FetchedMessage {
    readonly offset: string;
    readonly key: Buffer | null;
    /** Never handed to a handler. */
    isControlRecord?: boolean;
    /** Of the record batch; absent in message sets older than Kafka 0.11. */
    readonly batchContext?: {
      readonly firstOffset: string;
      readonly lastOffsetDelta: number;
      /** `-1` is none. */
      readonly producerId: string;
      readonly inTransaction: boolean;
    };
  }

  export interface FetchedPartition {
    /** Transactions that were aborted and reach into what was fetched. */
    abortedTransactions: readonly { readonly producerId: string; readonly firstOffset: string }[] | null;
    readonly messages: readonly FetchedMessage[];
  }

  const response: {
    decode(
      raw: Buffer,
    ): Promise<{ readonly responses: readonly { readonly partitions: readonly FetchedPartition[] }[] }>;
  };
  export default response;
}

/** The connection to one broker, which is connected anew after it was lost. */
declare module 'kafkajs/src/network/connection.js' {
  export default class Connection {
    constructor(options: {
      readonly host: string;
      readonly port: number;
      readonly logger: { namespace(): Readonly<Record<'debug' | 'error', () => void>> };
      readonly socketFactory: (options: {
        host: string;
        port: number;
        onConnect: () => void;
      }) => import('node:net').Socket;
      readonly connectionTimeout: number;
      readonly requestTimeout: number;
    });
    chunks: Buffer[];
    bytesBuffered: number;
    bytesNeeded: number;
    isConnected(): boolean;
    connect(): Promise<boolean>;
    disconnect(): Promise<boolean>;
  }
}
