import { findContainerAccess } from '../../engines/localstack/docker/find-container-access.ts';
import { findPython } from '../../engines/localstack/host/find-python.ts';
import { lookForLocalStack } from '../../engines/localstack/look-for-localstack.ts';

/**
 * Which LocalStack the target localstack would use here, and why.
 *
 * @throws SluiceError that names the fix, where there can be none
 */
export const findLocalStack = async (environment: NodeJS.ProcessEnv): Promise<string> => {
  const place = await lookForLocalStack({ environment });
  await findContainerAccess(place, { environment });
  if (place.kind === 'host') await findPython(environment);
  return place.reason;
};
