import { TargetName } from '../targets/target-name.ts';
import { UsageError } from './usage-error.ts';

/** The option that `up` and `demo` have. */
export const targetOption = [
  '--target <name>',
  `where a new instance runs: ${TargetName.options.join(' or ')}; an instance keeps its own`,
] as const;

/** @returns undefined where the option is left out */
export const parseTarget = (options: Readonly<Record<string, unknown>>): TargetName | undefined => {
  if (options['target'] === undefined) return undefined;
  const parsed = TargetName.safeParse(options['target']);
  if (parsed.success) return parsed.data;
  const names = TargetName.options.map((name) => `--target ${name}`).join(' or ');
  throw new UsageError(`--target ${String(options['target'])} is no target that runs here.`, {
    actions: [names, 'npx cdk deploy --all is what brings it to AWS'],
  });
};
