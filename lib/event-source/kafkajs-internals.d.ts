/** What kafkajs 2.2.4 has and does not declare: the decoder of Fetch responses in the version that brokers since 2.3 speak. */
declare module 'kafkajs/src/protocol/requests/fetch/v11/response.js' {
  export interface BatchContext {
    readonly firstOffset: string;
    readonly firstTimestamp: string;
    readonly partitionLeaderEpoch: number;
    readonly inTransaction: boolean;
    readonly isControlBatch: boolean;
    readonly lastOffsetDelta: number;
    /** `-1` is none. */
    readonly producerId: string;
    readonly producerEpoch: number;
    readonly firstSequence: number;
    readonly maxTimestamp: string;
    /** 1 is LogAppendTime. */
    readonly timestampType: 0 | 1;
    readonly magicByte: number;
  }

  export interface FetchedMessage {
    readonly magicByte: number;
    readonly attributes: number;
    readonly timestamp: string;
    readonly offset: string;
    readonly key: Buffer | null;
    readonly value: Buffer | null;
    readonly headers: Readonly<Record<string, Buffer | null | (Buffer | null)[]>>;
    /** Never handed to a handler. */
    isControlRecord?: boolean;
    /** Of the record batch; absent in message sets older than Kafka 0.11. */
    readonly batchContext?: BatchContext;
  }

  export interface FetchedPartition {
    readonly partition: number;
    readonly errorCode: number;
    readonly highWatermark: string;
    readonly lastStableOffset: string;
    readonly lastStartOffset: string;
    readonly preferredReadReplica: number;
    /** Transactions that were aborted and reach into what was fetched. */
    abortedTransactions: readonly { readonly producerId: string; readonly firstOffset: string }[] | null;
    readonly messages: readonly FetchedMessage[];
  }

  export interface FetchResponse {
    readonly throttleTime: number;
    readonly clientSideThrottleTime: number;
    readonly errorCode: number;
    readonly sessionId: number;
    readonly responses: readonly { readonly topicName: string; readonly partitions: readonly FetchedPartition[] }[];
  }

  const response: {
    decode(raw: Buffer): Promise<FetchResponse>;
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

/** What waits to be sent, and for its answer, on one connection. */
declare module 'kafkajs/src/network/requestQueue/index.js' {
  export default class RequestQueue {
    constructor(options: {
      readonly maxInFlightRequests: number | null;
      readonly requestTimeout: number;
      readonly enforceRequestTimeout: boolean;
      readonly clientId: string;
      readonly broker: string;
      readonly logger: Readonly<Record<'debug' | 'warn', () => void>>;
    });
    readonly pending: readonly object[];
    /** Epoch milliseconds, or -1. */
    throttledUntil: number;
    push(request: {
      readonly entry: { readonly correlationId: number };
      readonly expectResponse: boolean;
      readonly sendRequest: () => void;
    }): void;
    checkPendingRequests(): void;
    scheduleCheckPendingRequests(): void;
    destroy(): void;
  }
}

/** A member's part in its group. */
declare module 'kafkajs/src/consumer/consumerGroup.js' {
  export default class ConsumerGroup {
    /** Joins, and is told its partitions. */
    joinAndSync(): Promise<void>;
  }
}
