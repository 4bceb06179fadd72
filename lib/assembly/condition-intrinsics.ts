import { fail, type Intrinsic, type Scope, toArguments } from './scope.ts';
import type { Json } from './template.ts';

const isTrue = (expression: Json | undefined, scope: Scope): boolean => {
  const value = expression === undefined ? undefined : scope.evaluate(expression);
  return typeof value === 'boolean'
    ? value
    : fail(scope, `a condition is ${JSON.stringify(value)}, neither true nor false`);
};

const choose: Intrinsic = (argument, scope) => {
  const [condition, whenTrue, whenFalse] = toArguments(argument, scope, 'Fn::If');
  if (typeof condition !== 'string' || whenTrue === undefined || whenFalse === undefined) {
    return fail(scope, 'Fn::If wants the name of a condition and two values');
  }
  return scope.evaluate(scope.references.condition(condition, scope.place) ? whenTrue : whenFalse);
};

const equals: Intrinsic = (argument, scope) => {
  const [left, right] = toArguments(argument, scope, 'Fn::Equals').map((each) => scope.evaluate(each));
  return JSON.stringify(left) === JSON.stringify(right);
};

const and: Intrinsic = (argument, scope) =>
  toArguments(argument, scope, 'Fn::And').every((each) => isTrue(each, scope));

const or: Intrinsic = (argument, scope) => toArguments(argument, scope, 'Fn::Or').some((each) => isTrue(each, scope));

const not: Intrinsic = (argument, scope) => !isTrue(toArguments(argument, scope, 'Fn::Not')[0], scope);

export const conditionIntrinsics: Readonly<Record<string, Intrinsic>> = {
  'Fn::And': and,
  'Fn::Equals': equals,
  'Fn::If': choose,
  'Fn::Not': not,
  'Fn::Or': or,
};
