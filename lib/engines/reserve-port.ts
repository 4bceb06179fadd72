import { chmod, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lock } from 'proper-lockfile';
import { hasCode } from './has-code.ts';

/** A port that no other engine of this machine takes until it is let go. */
export interface PortReservation extends AsyncDisposable {
  readonly port: number;
}

const folder = join(tmpdir(), 'sluice-ports');

/** As /tmp itself: every user's reservations are seen by all, and removed by their owner alone. */
const everybody = 0o1777;

/**
 * Between looking at a port and listening on it another instance may look too; so it is reserved for as long as an engine
 * starts. Undefined where another has it. What a killed process reserved is free again after ten seconds, sooner
 * than which its owner would have renewed it.
 */
export const reservePort = async (port: number): Promise<PortReservation | undefined> => {
  await provideFolder();
  try {
    const release = await lock(join(folder, String(port)), {
      realpath: false,
      // Somebody else has it then. Whoever comes second to listen finds that out and takes another port.
      onCompromised: () => {},
    });
    return { port, [Symbol.asyncDispose]: () => release().catch(() => undefined) };
  } catch (error) {
    if (hasCode(error, 'ELOCKED')) return undefined;
    // A dead reservation of another user, which only that user may remove.
    if (hasCode(error, 'EPERM') || hasCode(error, 'EACCES')) return { port, [Symbol.asyncDispose]: async () => {} };
    throw error;
  }
};

const provideFolder = async (): Promise<void> => {
  if ((await mkdir(folder, { recursive: true })) !== undefined) await chmod(folder, everybody);
};
