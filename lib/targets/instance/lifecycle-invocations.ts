import { createHash } from 'node:crypto';
import type { LifecycleInvocationModel } from '../../assembly/application-model.ts';
import { SluiceError } from '../../foundation/sluice-error.ts';
import type { InstanceStateStore } from './instance-state.ts';

export class LifecycleInvocationError extends SluiceError {
  readonly code = 'LIFECYCLE_INVOCATION_FAILED';
}

type Invoke = (
  functionName: string,
  payload: string,
) => Promise<{ readonly payload: string; readonly functionError: string | undefined }>;

const digestOf = (properties: Readonly<Record<string, unknown>>): string =>
  createHash('sha256').update(JSON.stringify(properties)).digest('hex');

/**
 * Runs the application's seeds and migrations as CloudFormation would: Create the first time, Update when their
 * properties have changed, nothing otherwise. The event is CloudFormation's, without a ResponseURL: the result is the answer.
 */
export const runLifecycleInvocations = async (
  invocations: readonly LifecycleInvocationModel[],
  invoke: Invoke,
  state: InstanceStateStore,
): Promise<number> => {
  let ran = 0;
  for (const invocation of invocations) {
    const digest = digestOf(invocation.properties);
    const last = state.current.lifecycle[invocation.path];
    if (last === digest) continue;
    const { payload, functionError } = await invoke(
      invocation.functionName,
      JSON.stringify({
        RequestType: last === undefined ? 'Create' : 'Update',
        RequestId: crypto.randomUUID(),
        ResourceType: invocation.type,
        LogicalResourceId: invocation.path,
        StackId: `arn:aws:cloudformation:us-east-1:000000000000:stack/${invocation.path.split('/')[0]}/local`,
        ResourceProperties: invocation.properties,
      }),
    );
    if (functionError !== undefined) {
      throw new LifecycleInvocationError(`${invocation.path} failed in ${invocation.functionName}: ${payload}`, {
        actions: [`./sluice logs --function ${invocation.functionName}`],
      });
    }
    await state.update((current) => ({ ...current, lifecycle: { ...current.lifecycle, [invocation.path]: digest } }));
    ran += 1;
  }
  return ran;
};
