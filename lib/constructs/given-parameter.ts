import { CfnParameter, type CfnParameterProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** The value of a parameter that whoever deploys the stack gives, under this very name. */
export const givenParameter = (scope: Construct, name: string, props: CfnParameterProps): string => {
  const parameter = new CfnParameter(scope, name, props);
  parameter.overrideLogicalId(name);
  return parameter.valueAsString;
};
