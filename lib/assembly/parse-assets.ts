import { resolve } from 'node:path';
import { z } from 'zod';
import { AssemblyUnreadableError } from './assembly-error.ts';

const AssetManifest = z.object({
  files: z
    .record(
      z.string(),
      z.object({
        source: z.object({ path: z.string().optional(), packaging: z.string().default('file') }),
        destinations: z.record(z.string(), z.object({ objectKey: z.string() })),
      }),
    )
    .default({}),
});

/**
 * The zipped folders of an asset manifest (cloud-assembly-schema), by their key in the assets' bucket.
 *
 * @param directory the assembly's folder
 * @throws AssemblyUnreadableError
 */
export const parseAssets = (manifest: unknown, directory: string): Map<string, string> => {
  const parsed = AssetManifest.safeParse(manifest);
  if (!parsed.success) throw new AssemblyUnreadableError('The asset manifest', z.prettifyError(parsed.error));
  return new Map(
    Object.values(parsed.data.files).flatMap(({ source: { path, packaging }, destinations }) =>
      packaging === 'zip' && path !== undefined
        ? Object.values(destinations).map(({ objectKey }) => [objectKey, resolve(directory, path)] as const)
        : [],
    ),
  );
};
