import type { Message } from 'esbuild';
import { SluiceError } from '../foundation/sluice-error.ts';

/** A handler could not be bundled: the first thing that is wrong, and where. */
export class BundlingError extends SluiceError {
  readonly code = 'BUNDLING_FAILED';
  /** Relative to the project's root; undefined where the fault is in no file. */
  readonly file: string | undefined;
  /** Counted from one. */
  readonly line: number | undefined;

  constructor(errors: readonly Pick<Message, 'text' | 'location'>[], options: { cause?: unknown } = {}) {
    const first = errors[0];
    const location = first?.location ?? undefined;
    const place = location ? `${location.file}:${location.line}:${location.column + 1}: ` : '';
    const others = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
    super(`${place}${first?.text ?? 'the build failed'}${others}`, options);
    this.file = location?.file;
    this.line = location?.line;
  }
}
