import { join } from 'node:path';
import { type NdjsonFile, openNdjsonFile } from '../../foundation/ndjson-file.ts';
import type { Instance } from './instance.ts';

/** What an instance writes down of its running: a line of JSON for each thing that happened. */
export interface InstanceLogs {
  readonly functions: NdjsonFile;
  readonly gateway: NdjsonFile;
  readonly eventSources: NdjsonFile;
  flush(): Promise<void>;
}

export const openInstanceLogs = ({ logDirectory }: Instance): InstanceLogs => {
  const files = {
    functions: openNdjsonFile(join(logDirectory, 'functions.ndjson')),
    gateway: openNdjsonFile(join(logDirectory, 'gateway.ndjson')),
    eventSources: openNdjsonFile(join(logDirectory, 'event-sources.ndjson')),
  };
  return {
    ...files,
    flush: async () => {
      await Promise.all(Object.values(files).map((file) => file.flush()));
    },
  };
};
