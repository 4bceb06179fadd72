import { SluiceError } from '../foundation/sluice-error.ts';

/** One Lambda's built code: a folder with `index.mjs` that exports `handler`. */
export interface HandlerBundle {
  /** `<flow>-<file>`, e.g. `grid-accept-dispatch`. */
  readonly name: string;
  readonly directory: string;
  /** Changes exactly when the folder's content does. */
  readonly hash: string;
}

/** All bundles of the application, found by name. */
export class HandlerBundles {
  readonly #byName: ReadonlyMap<string, HandlerBundle>;

  constructor(bundles: readonly HandlerBundle[]) {
    this.#byName = new Map(bundles.map((bundle) => [bundle.name, bundle]));
  }

  /** @throws UnknownBundleError where no handler file gives this name */
  named(name: string): HandlerBundle {
    const bundle = this.#byName.get(name);
    if (bundle === undefined) throw new UnknownBundleError(name, [...this.#byName.keys()]);
    return bundle;
  }
}

class UnknownBundleError extends SluiceError {
  readonly code = 'BUNDLE_UNKNOWN';

  constructor(name: string, known: readonly string[]) {
    super(`no bundle is named ${name}; known: ${known.join(', ')}`, {
      actions: [`Write functions/${name.replace('-', '/')}.ts, or name one of the known bundles.`],
    });
  }
}
