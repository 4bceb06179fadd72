/** Keys under `Metadata` that the application writes and the runner reads; CloudFormation ignores them. */
export const templateMetadata = {
  /** On AWS::Lambda::Function: the bundle's folder name under `.sluice/bundles`. */
  bundle: 'sluice:bundle',
  /** On a template for LocalStack: RunnerResources. */
  resources: 'sluice:resources',
} as const;
