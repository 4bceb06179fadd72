import { NotEmulatedError } from './assembly-error.ts';
import { buildLocalUrls } from './build-local-urls.ts';
import { type OpenStack, type Output, openStack } from './open-stack.ts';
import type { PhysicalValues } from './physical-values.ts';
import { openResolution } from './resolution.ts';
import type { Resource } from './resource.ts';
import type { Json, Stack } from './template.ts';

export interface ResolvedStacks {
  /** Of all stacks, in their order. */
  readonly resources: readonly Resource[];
  /** `Stack.OutputKey` → value; without those that tell of a resource that is not emulated. */
  readonly outputs: Readonly<Record<string, string>>;
}

/**
 * Gives every name in the templates its value on this machine.
 *
 * @param stacks each after those that it depends on
 */
export const resolveStacks = (stacks: readonly Stack[], physical: PhysicalValues): ResolvedStacks => {
  const resolution = openResolution();
  const localise = buildLocalUrls(stacks, physical);
  const outputs: Output[] = [];
  const exported = (name: string): Json | undefined => outputs.find(({ exportName }) => exportName === name)?.value();

  const opened = stacks.map((stack): OpenStack => {
    const open = openStack(stack, { physical, resolution, localise, exported });
    outputs.push(...open.outputs);
    return open;
  });
  return {
    resources: opened.flatMap((each) => each.resources),
    outputs: Object.fromEntries(
      outputs.flatMap(({ key, value }) => {
        const text = unlessNotEmulated(value);
        return text === undefined ? [] : [[key, String(localise(text))] as const];
      }),
    ),
  };
};

const unlessNotEmulated = (value: Output['value']): Json | undefined => {
  try {
    return value();
  } catch (error) {
    if (error instanceof NotEmulatedError) return undefined;
    throw error;
  }
};
