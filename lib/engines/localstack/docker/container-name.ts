import { createHash } from 'node:crypto';
import { basename } from 'node:path';

/** The container of an instance; two projects may have instances of the same name, and each removes its own only. */
export const containerName = (instanceDirectory: string): string => {
  const digest = createHash('sha256').update(instanceDirectory).digest('hex').slice(0, 8);
  return `sluice-${basename(instanceDirectory)}-${digest}`;
};
