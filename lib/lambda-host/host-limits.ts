/** How many execution environments, each a process, may exist. */
export interface HostLimits {
  readonly environmentsPerFunction: number;
  readonly environments: number;
}

/** An idle handler with the AWS SDK takes 60–100 MB. */
const environmentBytes = 100 * 1_048_576;

/** Two environments a core and function, sixteen a core in all, and a quarter of the memory at most. */
export const decideHostLimits = (cores: number, memoryBytes: number): HostLimits => {
  const environmentsPerFunction = Math.max(4, 2 * cores);
  const affordable = Math.floor(memoryBytes / 4 / environmentBytes);
  return {
    environmentsPerFunction,
    environments: Math.max(environmentsPerFunction, Math.min(16 * cores, affordable)),
  };
};
