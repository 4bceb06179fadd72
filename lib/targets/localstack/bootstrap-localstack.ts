import { accountId, region } from '../instance/account.ts';
import type { Step } from '../target.ts';
import { readStackNames } from './read-stack-names.ts';
import { type CdkLocalOptions, runCdkLocal } from './run-cdklocal.ts';

/** The CDK's own stack, with its bucket and roles. */
const bootstrapStack = 'CDKToolkit';

/** Makes LocalStack ready for the CDK, where it is not yet. */
export const bootstrapLocalStack = async (options: CdkLocalOptions, report: (step: Step) => void): Promise<void> => {
  const started = performance.now();
  if ((await readStackNames(options.localStackUrl)).includes(bootstrapStack)) return;
  await runCdkLocal(['bootstrap', `aws://${accountId}/${region}`], options);
  report({ text: 'LocalStack bootstrapped for the CDK', ms: performance.now() - started });
};
