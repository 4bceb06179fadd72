import { AssemblyError, type TemplatePlace } from './assembly-error.ts';
import type { PhysicalValues } from './physical-values.ts';
import type { Json, Template } from './template.ts';

interface Surroundings {
  readonly stackName: string;
  readonly template: Template;
  readonly physical: PhysicalValues;
}

/** Undefined is the value of AWS::NoValue. */
type ResolvedParameter = { readonly found: false } | { readonly found: true; readonly value: Json | undefined };

export const toUrlSuffix = (partition: string): string =>
  partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';

/**
 * The value of a pseudo parameter, or of a parameter: what is given, or else its default.
 *
 * @throws AssemblyError where a parameter has no default or names a value that only AWS knows
 */
export const resolveParameter = (
  name: string,
  { stackName, template, physical }: Surroundings,
  place: TemplatePlace,
): ResolvedParameter => {
  const { accountId, region, partition } = physical;
  const pseudo: Readonly<Record<string, Json | undefined>> = {
    'AWS::AccountId': accountId,
    'AWS::NoValue': undefined,
    'AWS::NotificationARNs': [],
    'AWS::Partition': partition,
    'AWS::Region': region,
    'AWS::StackId': `arn:${partition}:cloudformation:${region}:${accountId}:stack/${stackName}/local`,
    'AWS::StackName': stackName,
    'AWS::URLSuffix': toUrlSuffix(partition),
  };
  if (Object.hasOwn(pseudo, name)) return { found: true, value: pseudo[name] };

  const parameter = template.Parameters[name];
  if (parameter === undefined) return { found: false };
  const { Type: type, Default: byDefault } = parameter;
  const value = physical.parameters?.[name] ?? byDefault;
  if (value === undefined) throw new AssemblyError(place, `the parameter ${name} has no default and is not given`);
  if (type.startsWith('AWS::SSM::Parameter::Value') && !String(value).startsWith('/cdk-bootstrap/')) {
    throw new AssemblyError(place, `the parameter ${name} is the value of ${value} in Parameter Store`);
  }
  const isList = type === 'CommaDelimitedList' || type.startsWith('List<');
  return {
    found: true,
    value: isList
      ? String(value)
          .split(',')
          .map((each) => each.trim())
      : value,
  };
};
