import { z } from 'zod';
import { AssemblyUnreadableError } from './assembly-error.ts';

/** The files of one stack, in its assembly's folder. */
export interface StackFiles {
  readonly stackName: string;
  readonly templateFile: string;
  readonly assetFiles: readonly string[];
}

const Manifest = z.object({
  artifacts: z.record(
    z.string(),
    z.object({
      type: z.string(),
      dependencies: z.array(z.string()).default([]),
      properties: z
        .object({ templateFile: z.string(), stackName: z.string(), file: z.string(), directoryName: z.string() })
        .partial()
        .default({}),
    }),
  ),
});
type Artifacts = z.infer<typeof Manifest>['artifacts'];

const file = 'manifest.json';

/**
 * The stacks of a cloud assembly (cloud-assembly-schema), each after those that it depends on.
 *
 * @throws AssemblyUnreadableError
 */
export const parseManifest = (manifest: unknown): StackFiles[] => {
  const parsed = Manifest.safeParse(manifest);
  if (!parsed.success) throw new AssemblyUnreadableError(file, z.prettifyError(parsed.error));
  const { artifacts } = parsed.data;

  const ordered: StackFiles[] = [];
  const visited = new Set<string>();
  const visit = (id: string): void => {
    const artifact = artifacts[id];
    if (artifact?.type === 'cdk:cloud-assembly') {
      throw new AssemblyUnreadableError(file, `it holds an assembly of its own, ${id}, and only one level is read.`);
    }
    if (artifact?.type !== 'aws:cloudformation:stack' || visited.has(id)) return;
    visited.add(id);
    for (const dependency of artifact.dependencies) visit(dependency);
    ordered.push(toStackFiles(id, artifact, artifacts));
  };
  for (const id of Object.keys(artifacts)) visit(id);
  return ordered;
};

const toStackFiles = (
  id: string,
  { dependencies, properties }: Artifacts[string],
  artifacts: Artifacts,
): StackFiles => {
  const { templateFile, stackName = id } = properties;
  if (templateFile === undefined) throw new AssemblyUnreadableError(file, `${id} names no template.`);
  return {
    stackName,
    templateFile,
    assetFiles: dependencies.flatMap((dependency) => {
      const artifact = artifacts[dependency];
      const assetFile = artifact?.properties.file;
      return artifact?.type === 'cdk:asset-manifest' && assetFile !== undefined ? [assetFile] : [];
    }),
  };
};
