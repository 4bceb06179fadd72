import type { z } from 'zod';
import { gridContracts } from '../grid/grid-event.ts';
import { orderResultContracts } from '../orders/order-result-v1.ts';
import { orderContracts } from '../orders/order-v1.ts';
import { type EventSchema, eventTypeOf } from './event-schema.ts';
import { generateSchema } from './generate-schema.ts';

/** One version of an event as the code has it. */
export interface ContractVersion {
  readonly event: string;
  readonly version: number;
  readonly topic: string;
  /** Checks more than the schema says: its refinements too. */
  readonly contract: z.ZodType;
  readonly schema: EventSchema;
}

const contracts: Readonly<Record<string, Readonly<Record<string, z.ZodType>>>> = {
  ...gridContracts,
  ...orderContracts,
  ...orderResultContracts,
};

/** Every version of every event that the code can read, by event and version. */
export const listContractVersions = (): ContractVersion[] =>
  Object.entries(contracts)
    .flatMap(([topic, versions]) =>
      Object.entries(versions).map(([version, contract]) => {
        const schema = generateSchema(contract);
        return {
          event: eventTypeOf(schema) ?? schema.title ?? topic,
          version: Number(version),
          topic,
          contract,
          schema,
        };
      }),
    )
    .toSorted((left, right) => left.event.localeCompare(right.event) || left.version - right.version);
