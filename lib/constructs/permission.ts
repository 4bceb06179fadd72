/** What a function may do, written by hand. */
export interface Permission {
  readonly actions: readonly string[];
  /** ARNs; `${AWS::…}` in them is substituted at deployment. */
  readonly resources: readonly string[];
  /** Why a resource has to hold a `*`: without it cdk-nag reports the resource. */
  readonly wildcardReason?: string;
}
