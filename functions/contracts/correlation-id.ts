import { z } from 'zod';

/** What follows one request through every hop: 1–128 characters that are safe in a header, a log line and a shell. */
export const CorrelationId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$/);
