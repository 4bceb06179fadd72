import { findLocalStack } from '../../targets/localstack/find-localstack.ts';
import type { Check } from './check.ts';
import { checkFinding } from './check-finding.ts';

/** Which LocalStack `up --target localstack` would take; nothing else needs one. */
export const checkLocalStack = (environment: NodeJS.ProcessEnv): Promise<Check> =>
  checkFinding('LocalStack', 'warn', () => findLocalStack(environment));
