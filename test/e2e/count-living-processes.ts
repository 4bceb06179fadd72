import { isSameProcess } from '../../lib/foundation/process-identity.ts';
import type { Instance } from '../../lib/targets/instance/instance.ts';
import { readInstanceState } from '../../lib/targets/instance/instance-state.ts';

/** How many of the processes that an instance recorded are still there. */
export const countLivingProcesses = async (instance: Instance): Promise<number> => {
  const { supervisor, engines, environments } = await readInstanceState(instance);
  const recorded = [
    ...(supervisor ? [supervisor] : []),
    ...Object.values(engines).flatMap((each) => each.process ?? []),
    ...environments,
  ];
  return recorded.filter(isSameProcess).length;
};
