import { readStacks } from './read-stacks.ts';

/**
 * Whether the templates of an assembly have a database: known before its values are, so that its server can be started first.
 *
 * @throws AssemblyUnreadableError
 */
export const usesDatabase = async (directory: string): Promise<boolean> => {
  const stacks = await readStacks(directory);
  return stacks.some(({ template }) =>
    Object.values(template.Resources).some(
      ({ Type }) => Type === 'AWS::RDS::DBCluster' || Type === 'Custom::Migration',
    ),
  );
};
