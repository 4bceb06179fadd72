import { evaluateList, evaluateText, fail, type Intrinsic, type Scope, toArguments } from './scope.ts';
import type { Json } from './template.ts';

const join: Intrinsic = (argument, scope) => {
  const [delimiter, list] = toArguments(argument, scope, 'Fn::Join');
  return evaluateList(list, scope, 'what Fn::Join joins')
    .map((each) => evaluateText(each, scope, 'an element of Fn::Join'))
    .join(evaluateText(delimiter, scope, 'the delimiter of Fn::Join'));
};

const split: Intrinsic = (argument, scope) => {
  const [delimiter, source] = toArguments(argument, scope, 'Fn::Split');
  return evaluateText(source, scope, 'what Fn::Split splits').split(
    evaluateText(delimiter, scope, 'the delimiter of Fn::Split'),
  );
};

const select: Intrinsic = (argument, scope) => {
  const [index, list] = toArguments(argument, scope, 'Fn::Select');
  const values = evaluateList(list, scope, 'what Fn::Select selects from');
  const at = Number(evaluateText(index, scope, 'the index of Fn::Select'));
  return values[at] ?? fail(scope, `Fn::Select wants element ${at} of ${values.length}`);
};

/** `${Name}`, `${Name.Attribute}` and `${!Literal}`. */
const substitution = /\$\{(?<literal>!?)(?<name>[^}]*)\}/g;

const sub: Intrinsic = (argument, scope) => {
  const [template, variables = {}] = Array.isArray(argument) ? argument : [argument];
  if (typeof template !== 'string' || !isObject(variables)) return fail(scope, 'Fn::Sub wants a string');
  return template.replace(substitution, (_, literal: string, name: string) =>
    literal === '!' ? `\${${name}}` : evaluateText(toExpression(name.trim(), variables), scope, `\${${name}}`),
  );
};

const toExpression = (name: string, variables: Record<string, Json>): Json => {
  const given = variables[name];
  if (given !== undefined) return given;
  return name.includes('.') ? { 'Fn::GetAtt': name } : { Ref: name };
};

const base64: Intrinsic = (argument, scope) =>
  Buffer.from(evaluateText(argument, scope, 'what Fn::Base64 encodes')).toString('base64');

const getAzs: Intrinsic = (argument, scope: Scope) => {
  const given = evaluateText(argument, scope, 'the region of Fn::GetAZs');
  const region = given === '' ? evaluateText({ Ref: 'AWS::Region' }, scope, 'AWS::Region') : given;
  return ['a', 'b', 'c'].map((zone) => `${region}${zone}`);
};

const isObject = (value: Json): value is Record<string, Json> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const textIntrinsics: Readonly<Record<string, Intrinsic>> = {
  'Fn::Base64': base64,
  'Fn::GetAZs': getAzs,
  'Fn::Join': join,
  'Fn::Select': select,
  'Fn::Split': split,
  'Fn::Sub': sub,
};
