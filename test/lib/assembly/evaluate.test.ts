// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is the syntax of Fn::Sub.

import fc from 'fast-check';
import { AssemblyError } from '../../../lib/assembly/assembly-error.ts';
import type { Json } from '../../../lib/assembly/template.ts';
import { modelOf, resolveValue, templateWith } from './template-fixture.ts';

const rest = {
  Parameters: { Size: { Type: 'String', Default: 'small' }, Names: { Type: 'CommaDelimitedList', Default: 'x, y' } },
  Mappings: { Memory: { small: { mb: 256 } } },
  Conditions: { Yes: { 'Fn::Equals': [{ Ref: 'Size' }, 'small'] }, No: { 'Fn::Not': [{ Condition: 'Yes' }] } },
  Resources: { Items: { Type: 'AWS::DynamoDB::Table', Properties: { TableName: 'items' } } },
};

test.each<[string, Json, string]>([
  ['a parameter is its default', { Ref: 'Size' }, 'small'],
  ['a list parameter is a list', { 'Fn::Select': ['1', { Ref: 'Names' }] }, 'y'],
  ['a resource is its physical id', { Ref: 'Items' }, 'items'],
  ['a pseudo parameter is of this machine', { Ref: 'AWS::AccountId' }, '000000000000'],
  ['an attribute in a list', { 'Fn::GetAtt': ['Items', 'Arn'] }, 'arn:aws:dynamodb:us-east-1:000000000000:table/items'],
  ['an attribute behind a dot', { 'Fn::GetAtt': 'Items.Arn' }, 'arn:aws:dynamodb:us-east-1:000000000000:table/items'],
  ['numbers are joined as text', { 'Fn::Join': ['-', ['a', 1, { Ref: 'Size' }]] }, 'a-1-small'],
  ['a joined list may be made', { 'Fn::Join': ['+', { 'Fn::Split': [',', 'a,b'] }] }, 'a+b'],
  [
    'a substitution',
    { 'Fn::Sub': 'x ${Size} ${Items.Arn}' },
    'x small arn:aws:dynamodb:us-east-1:000000000000:table/items',
  ],
  [
    'a substitution with names of its own',
    { 'Fn::Sub': ['${A}${Size}', { A: { Ref: 'Items' }, Size: 'L' }] },
    'itemsL',
  ],
  ['a literal in a substitution', { 'Fn::Sub': '${!Size} ${Size}' }, '${Size} small'],
  ['a choice', { 'Fn::If': ['Yes', 'yes', { Ref: 'Nobody' }] }, 'yes'],
  ['the other choice', { 'Fn::If': ['No', { Ref: 'Nobody' }, 'no'] }, 'no'],
  ['a mapping', { 'Fn::FindInMap': ['Memory', { Ref: 'Size' }, 'mb'] }, '256'],
  ["a mapping's default", { 'Fn::FindInMap': ['Memory', 'huge', 'mb', { DefaultValue: 1 }] }, '1'],
  ['zones of a region', { 'Fn::Join': [' ', { 'Fn::GetAZs': 'eu-west-1' }] }, 'eu-west-1a eu-west-1b eu-west-1c'],
  ['base64', { 'Fn::Base64': 'é' }, 'w6k='],
  [
    'a dynamic reference stays',
    '{{resolve:secretsmanager:db:SecretString:password}}',
    '{{resolve:secretsmanager:db:SecretString:password}}',
  ],
])('%s', (_, expression, expected) => {
  expect(resolveValue(expression, rest)).toBe(expected);
});

test('NoValue takes its key with it', () => {
  const model = modelOf(templateWith({ GONE: { Ref: 'AWS::NoValue' }, LEFT: 'x' }));

  expect(model.functions[0]?.environment).toEqual({ LEFT: 'x' });
});

test("a policy's Condition is no condition of the template", () => {
  const statement = { Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } } };
  const table = { Type: 'AWS::DynamoDB::Table', Properties: { ResourcePolicy: statement } };

  expect(modelOf({ Resources: { Items: table } }).tables[0]?.properties).toEqual({
    ResourcePolicy: { Condition: { StringEquals: { 'aws:SourceAccount': '000000000000' } } },
  });
});

test.each<[string, Json, string]>([
  ['a name that nothing has', { Ref: 'Nobody' }, 'nothing is named Nobody'],
  ['an attribute of nothing', { 'Fn::GetAtt': ['Nobody', 'Arn'] }, 'nothing is named Nobody'],
  [
    'an attribute that nothing stands for',
    { 'Fn::GetAtt': ['Items', 'StreamArn'] },
    'AWS::DynamoDB::Table Items has no StreamArn on this machine',
  ],
  ['an export that nobody made', { 'Fn::ImportValue': 'Other:Name' }, 'no stack exports Other:Name'],
  ['a mapping without the key', { 'Fn::FindInMap': ['Memory', 'huge', 'mb'] }, 'no mapping has Memory → huge → mb'],
  ['a condition that nobody made', { 'Fn::If': ['Maybe', 1, 2] }, 'no condition is named Maybe'],
  ['an index out of range', { 'Fn::Select': [2, ['a', 'b']] }, 'Fn::Select wants element 2 of 2'],
  ['a list where text is wanted', { 'Fn::Join': ['', [['a']]] }, 'an element of Fn::Join is not a string but ["a"]'],
  [
    'a function without a meaning here',
    { 'Fn::Cidr': ['10.0.0.0/16', 2, 8] },
    'Fn::Cidr is not resolved on this machine',
  ],
])('%s is told with its place', (_, expression, missing) => {
  let thrown: unknown;
  try {
    resolveValue(expression, rest);
  } catch (error) {
    thrown = error;
  }

  expect(thrown).toBeInstanceOf(AssemblyError);
  expect(thrown).toMatchObject({
    code: 'ASSEMBLY_UNRESOLVED',
    place: { stackName: 'Shop', logicalId: 'Reader', propertyPath: 'Properties.Environment.Variables.VALUE' },
    missing,
    message: `Shop, Reader, Properties.Environment.Variables.VALUE: ${missing}.`,
  });
});

test('parameters that only a deployment knows are told', () => {
  const given = {
    Parameters: { Secret: { Type: 'String' }, Stored: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/a' } },
  };

  expect(() => resolveValue({ Ref: 'Secret' }, given)).toThrow('the parameter Secret has no default');
  expect(() => resolveValue({ Ref: 'Stored' }, given)).toThrow(
    'the parameter Stored is the value of /a in Parameter Store',
  );
});

test('a value in terms of itself is told, not followed for ever', () => {
  const circular = {
    Resources: {
      Reader: {
        Type: 'AWS::Lambda::Function',
        Properties: { Code: { S3Key: 'code.zip' }, FunctionName: { 'Fn::Sub': '${Reader}-x' } },
      },
    },
  };

  expect(() => modelOf(circular)).toThrow('Shop, Reader, Properties.FunctionName: its value depends on itself.');
});

const piece = fc.oneof(
  fc.constantFrom<Json>({ Ref: 'Size' }, { Ref: 'AWS::Region' }, { 'Fn::GetAtt': ['Items', 'Arn'] }),
  fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('${')),
);
const toSub = (value: Json): string => {
  if (typeof value === 'string') return value;
  if (JSON.stringify(value).includes('GetAtt')) return '${Items.Arn}';
  return JSON.stringify(value).includes('Size') ? '${Size}' : '${AWS::Region}';
};

test('Fn::Sub and Fn::Join of the same pieces are the same text', () => {
  fc.assert(
    fc.property(fc.array(piece, { minLength: 1, maxLength: 6 }), (pieces) => {
      const sub = pieces.map(toSub).join('');
      fc.pre(!/\$\{(?!(Items\.Arn|Size|AWS::Region)\})/.test(sub));

      expect(resolveValue({ 'Fn::Sub': sub }, rest)).toBe(resolveValue({ 'Fn::Join': ['', pieces] }, rest));
    }),
    { numRuns: 60 },
  );
});

test('Fn::Split undoes Fn::Join', () => {
  const part = fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('|'));
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 5 }), fc.nat(4), (parts, at) => {
      fc.pre(at < parts.length);
      const expression = { 'Fn::Select': [at, { 'Fn::Split': ['|', { 'Fn::Join': ['|', parts] }] }] };

      expect(resolveValue(expression)).toBe(parts[at]);
    }),
    { numRuns: 60 },
  );
});
