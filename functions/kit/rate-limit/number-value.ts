import { z } from 'zod';

/** A number in DynamoDB's wire format: `{ "N": "42" }`. */
export const NumberValue = z.object({ N: z.string() }).transform(({ N }) => Number(N));

/** A list of numbers in DynamoDB's wire format. */
export const NumberListValue = z.object({ L: z.array(NumberValue) }).transform(({ L }) => L);

export const toNumberValue = (value: number): { N: string } => ({ N: String(value) });

const keptSeconds = 60;

/** When the table may drop a counter, in epoch seconds: a minute after it has lost its meaning, for clocks differ. */
export const toExpiryValue = (endMs: number): { N: string } => toNumberValue(Math.ceil(endMs / 1000) + keptSeconds);
