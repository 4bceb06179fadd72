/** The detached process behind an instance: starts everything, serves the control socket, and ends everything. */

import { flushCompileCache } from 'node:module';
import { join } from 'node:path';
import { openLog } from '../../foundation/log.ts';
import { TargetName } from '../target-name.ts';
import { buildInstance } from './instance.ts';
import { type Supervisor, startSupervisor } from './supervisor.ts';
import type { SupervisorEvent } from './supervisor-event.ts';
import { toErrorBody } from './to-error-body.ts';

const [root = process.cwd(), name = 'demo', ...rest] = process.argv.slice(2);
const target = TargetName.parse(rest[0] ?? 'local');
const instance = buildInstance(root, name);
const log = openLog(join(instance.logDirectory, 'supervisor.ndjson'), 'supervisor');

const tell = (event: SupervisorEvent): void => {
  if (process.connected) process.send?.(event);
};

const end = (exitCode: number): void => {
  if (process.connected) process.disconnect();
  process.exit(exitCode);
};

const stopping = new AbortController();
let supervisor: Supervisor | undefined;

const stop = async (reason: string): Promise<void> => {
  if (stopping.signal.aborted) return;
  log.info({ reason }, 'Stopping.');
  stopping.abort(reason);
  await supervisor?.close();
  if (supervisor) end(0);
};

for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
  process.on(signal, () => {
    stop(signal).catch(fail);
  });
}
// The command that started us closes the channel when we are ready; before that it can only have died.
process.on('disconnect', () => {
  if (!supervisor) stop('the command that started it ended').catch(fail);
});

function fail(error: unknown): void {
  log.fatal({ error }, 'The supervisor cannot go on.');
  const { actions, ...failure } = toErrorBody(error);
  tell({ type: 'failed', ...failure, actions: [...actions, `see ${instance.logDirectory}`] });
  end(1);
}

process.on('uncaughtException', (error) => {
  stopping.abort('an unexpected error');
  Promise.resolve(supervisor?.close()).then(
    () => fail(error),
    () => fail(error),
  );
});

try {
  supervisor = await startSupervisor({
    instance,
    target,
    log,
    signal: stopping.signal,
    report: (step) => tell({ type: 'step', ...step }),
    onDown: () => {
      stop('asked to').catch(fail);
    },
    onLost: ({ engine }) => {
      stop(`${engine} ended, and with it what the application had put there`).catch(fail);
    },
  });
  tell({ type: 'ready', status: await supervisor.status() });
  flushCompileCache();
} catch (error) {
  if (stopping.signal.aborted) end(0);
  else fail(error);
}
