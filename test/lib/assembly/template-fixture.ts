import type { ApplicationModel } from '../../../lib/assembly/application-model.ts';
import type { PhysicalValues } from '../../../lib/assembly/physical-values.ts';
import { resolveAssembly } from '../../../lib/assembly/resolve-assembly.ts';
import { type Json, type Stack, Template } from '../../../lib/assembly/template.ts';

export const physical: PhysicalValues = {
  accountId: '000000000000',
  region: 'us-east-1',
  partition: 'aws',
  kafka: { bootstrapServers: '127.0.0.1:9092', securityProtocol: 'PLAINTEXT' },
  database: { host: '127.0.0.1', port: 15432, name: 'sluice', user: 'sluice', authentication: 'NONE' },
  apiUrl: 'http://127.0.0.1:3000',
};

export const stackOf = (name: string, template: object): Stack => ({
  name,
  template: Template.parse(template),
  assets: new Map([['code.zip', '/assembly/asset.code']]),
});

export const modelOf = (...templates: object[]): ApplicationModel =>
  resolveAssembly(
    templates.map((template, index) => stackOf(index === 0 ? 'Shop' : `Shop${index}`, template)),
    physical,
  );

/** A template with a function whose environment holds the expressions. */
export const templateWith = (
  variables: Record<string, Json>,
  rest: { Parameters?: object; Resources?: object } = {},
): object => ({
  ...rest,
  Resources: {
    ...rest.Resources,
    Reader: {
      Type: 'AWS::Lambda::Function',
      Properties: { FunctionName: 'reader', Code: { S3Key: 'code.zip' }, Environment: { Variables: variables } },
    },
  },
});

/** The value of an expression in a template. */
export const resolveValue = (
  expression: Json,
  rest?: { Parameters?: object; Resources?: object },
): string | undefined => modelOf(templateWith({ VALUE: expression }, rest)).functions[0]?.environment['VALUE'];
