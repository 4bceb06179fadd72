import { join } from 'node:path';
import { watchBundles } from '../../bundling/watch-bundles.ts';
import type { Log } from '../../foundation/log.ts';
import { watchTree } from '../../foundation/watch-tree.ts';
import type { Application } from './application.ts';
import type { Instance } from './instance.ts';

interface ReloadOptions {
  readonly instance: Instance;
  readonly application: Application;
  readonly log: Log;
  /** Synthesises again and applies the difference. */
  readonly applyTemplate: () => Promise<void>;
}

export interface ReloadOnSave {
  close(): Promise<void>;
}

/** What shapes the template; a save anywhere else in functions/ only replaces the environments of the bundles it changes. */
const templateFolders = ['bin', 'lib/stacks', 'lib/constructs', 'functions/contracts'];
/** An editor writes one save as several changes, and a checkout many files. */
const settleMs = 150;

/** Saving a handler runs its new code from the next invocation on; saving a stack or construct applies the difference. */
export const startReloadOnSave = async ({
  instance,
  application,
  log,
  applyTemplate,
}: ReloadOptions): Promise<ReloadOnSave> => {
  const bundles = await watchBundles(
    { root: instance.root, outDirectory: join(instance.root, '.sluice', 'bundles') },
    (changed) => {
      const functionNames = application
        .model()
        .functions.filter(({ bundle }) => bundle !== undefined && changed.includes(bundle))
        .map(({ functionName }) => functionName);
      log.info({ bundles: changed, functionNames }, 'What was saved is built.');
      application.replaceCode(functionNames).then(
        () => log.info({ functionNames }, 'Saved code runs from the next invocation on.'),
        (error: unknown) => log.error({ error, functionNames }, 'The new code could not be taken over.'),
      );
    },
    (error) => {
      const reason = error instanceof Error ? error.message : String(error);
      log.error({ error }, `What was saved does not build, the functions run on as they were: ${reason}`);
    },
  );

  let timer: NodeJS.Timeout | undefined;
  let applying: Promise<void> = Promise.resolve();
  const apply = async (): Promise<void> => {
    try {
      await applyTemplate();
      log.info('A saved change of the template is applied.');
    } catch (error) {
      log.error({ error }, 'The saved template cannot be applied; everything runs on as it was.');
    }
  };
  const watcher = watchTree(
    templateFolders.map((folder) => join(instance.root, folder)),
    () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        applying = applying.then(apply);
      }, settleMs);
    },
    (error) => log.error({ error }, 'The template’s files cannot be watched.'),
  );

  return {
    close: async () => {
      clearTimeout(timer);
      watcher.close();
      await applying;
      await bundles.close();
    },
  };
};
