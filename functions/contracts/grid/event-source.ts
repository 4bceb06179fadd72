import { z } from 'zod';

/** Where the figures come from; SIMULATED marks figures that nobody measured. */
export const EventSource = z.enum(['OPENMETEO', 'OPENNEM', 'SIMULATED']);
