/** What a function may do, written by hand. */
export interface Permission {
  readonly actions: readonly string[];
  /** ARNs; `${AWS::…}` in them is substituted at deployment. */
  readonly resources: readonly string[];
  /** Why a resource has to hold a `*`: without it cdk-nag reports the resource. */
  readonly wildcardReason?: string;
  /** IAM's form, e.g. `{ ArnLike: { 'lambda:FunctionArn': … } }`; `${AWS::…}` in the values is substituted at deployment. */
  readonly conditions?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}
