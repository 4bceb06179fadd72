import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Instance } from '../../targets/instance/instance.ts';
import type { InstanceStatus } from '../../targets/instance/instance-status.ts';
import { buildInstanceTarget } from '../../targets/instance/instance-target.ts';
import { type OpenLedger, openAcknowledged, recordAcknowledged } from './acknowledged-ledger.ts';
import { type AdminAccess, openAdmin } from './admin-request.ts';
import type { Trace } from './build-trace.ts';
import { buildInstanceDynamoDb } from './dynamodb-client.ts';
import { readDemoKey } from './read-demo-key.ts';
import { type LogSlice, readFunctionLog } from './read-function-log.ts';
import { readStoredEventIds } from './read-stored-events.ts';
import { readTrace } from './read-trace.ts';
import { type GridVerification, verifyGrid } from './verify-grid.ts';

/** What a demonstration can ask of a running instance: the same calls that the commands make. */
export interface SluiceClient {
  readonly instance: Instance;
  /** Where the admin routes are, with a key that has their scope. */
  readonly admin: AdminAccess;
  /** As it was when the client was opened. */
  readonly opened: InstanceStatus;
  readonly apiKey: string;
  status(): Promise<InstanceStatus>;
  readStoredEventIds(consumer: string): Promise<string[]>;
  recordAcknowledged(flow: string, ids: readonly string[]): Promise<void>;
  /** For whoever notes at its end what was acknowledged over a while. */
  openAcknowledged(flow: string): Promise<OpenLedger>;
  readFunctionLog(from: number): Promise<LogSlice>;
  readTrace(correlationId: string, waitMs: number): Promise<Trace>;
  verifyGrid(consumer: string): Promise<GridVerification>;
  close(): void;
}

/** Opens a client of an instance that is up. */
export const openSluiceClient = async (instance: Instance, opened: InstanceStatus): Promise<SluiceClient> => {
  const dynamodb: DynamoDBDocumentClient = buildInstanceDynamoDb(opened);
  return {
    instance,
    admin: await openAdmin(opened),
    opened,
    apiKey: await readDemoKey(dynamodb),
    status: () => buildInstanceTarget(instance).status(),
    readStoredEventIds: (consumer) => readStoredEventIds(dynamodb, consumer),
    recordAcknowledged: (flow, ids) => recordAcknowledged(instance, flow, ids),
    openAcknowledged: (flow) => openAcknowledged(instance, flow),
    readFunctionLog: (from) => readFunctionLog(instance, from),
    readTrace: (correlationId, waitMs) => readTrace(instance, correlationId, waitMs),
    verifyGrid: (consumer) => verifyGrid(instance, opened, consumer),
    close: () => dynamodb.destroy(),
  };
};
