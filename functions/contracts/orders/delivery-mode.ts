import { z } from 'zod';

/**
 * In which order an order's marker (it was processed) and its effect are written: marker, then effect; effect, then marker; both in
 * one database transaction.
 */
export const DeliveryMode = z.enum(['at-most-once', 'at-least-once', 'exactly-once']);
export type DeliveryMode = z.infer<typeof DeliveryMode>;
