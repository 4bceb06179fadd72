import { existsSync, type FSWatcher, readdirSync, watch } from 'node:fs';
import { join } from 'node:path';

export interface TreeWatch {
  close(): void;
}

/**
 * Calls back at each change of what lies below the folders, those that come later too; a folder that does not exist is none. A directory is
 * watched and not its files: Node's own recursive watch on Linux loses a file that is replaced as a whole, as git and many editors do.
 */
export const watchTree = (
  folders: readonly string[],
  onChange: () => void,
  onError: (error: unknown) => void,
): TreeWatch => {
  const watchers = new Map<string, FSWatcher>();

  const forget = (directory: string): void => {
    watchers.get(directory)?.close();
    watchers.delete(directory);
  };

  /** Watched before it is listed: what comes in between is seen either way. */
  const add = (directory: string): void => {
    if (!watchers.has(directory)) {
      const watcher = watch(directory, () => {
        onChange();
        look(directory);
      });
      watcher.on('error', onError);
      watchers.set(directory, watcher);
    }
    for (const entry of readdirSync(directory, { withFileTypes: true })) {
      const path = join(directory, entry.name);
      if (entry.isDirectory() && !watchers.has(path)) add(path);
    }
  };

  const look = (directory: string): void => {
    try {
      for (const path of watchers.keys()) if (!existsSync(path)) forget(path);
      if (watchers.has(directory)) add(directory);
    } catch (error) {
      // A directory that went while it was looked at is no longer one to watch.
      if (existsSync(directory)) onError(error);
    }
  };

  for (const folder of folders) if (existsSync(folder)) add(folder);
  return {
    close: () => {
      for (const directory of [...watchers.keys()]) forget(directory);
    },
  };
};
