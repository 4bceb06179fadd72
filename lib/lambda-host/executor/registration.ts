import { z } from 'zod';

const Variables = z.record(z.string(), z.string());

/** An execution environment as LocalStack registers it: the function's version that it is for, and what LocalStack adds. */
export const Registration = z.object({
  functionName: z.string().min(1),
  /** `$LATEST` or a number. */
  version: z.string().regex(/^(\$LATEST|\d+)$/),
  arn: z.string(),
  handler: z.string(),
  /** Absolute. */
  codeDirectory: z.string().startsWith('/'),
  timeoutMs: z.int().positive(),
  memoryMb: z.int().positive(),
  environment: Variables,
  /** Endpoints, region, credentials. */
  hostEnvironment: Variables,
});
export type Registration = z.infer<typeof Registration>;

/** What an environment is asked to run. */
export const InvocationRequest = z.object({
  requestId: z.string().min(1),
  /** JSON text. */
  payload: z.string(),
  /** Base64 of a JSON object. */
  clientContext: z.string().optional(),
});
export type InvocationRequest = z.infer<typeof InvocationRequest>;

/** What became of it. */
export interface InvocationAnswer {
  /** JSON text: the handler's result, or its error as an object. */
  readonly payload: string;
  readonly functionError: string | null;
  /** The last 4 KB of the invocation's log. */
  readonly log: string;
}
