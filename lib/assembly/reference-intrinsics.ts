import { evaluateText, fail, type Intrinsic, toArguments } from './scope.ts';

const ref: Intrinsic = (argument, scope) => {
  if (typeof argument !== 'string') return fail(scope, 'Ref wants a name');
  return scope.references.ref(argument, scope.place);
};

/** Both spellings: a list, whose attribute may have dots or be an expression, and `Resource.Attribute`. */
const getAtt: Intrinsic = (argument, scope) => {
  const [logicalId, ...attribute] =
    typeof argument === 'string' ? argument.split('.') : toArguments(argument, scope, 'Fn::GetAtt');
  if (typeof logicalId !== 'string' || attribute.length === 0)
    return fail(scope, 'Fn::GetAtt wants a resource and an attribute');
  const name = attribute.map((each) => evaluateText(each, scope, 'the attribute of Fn::GetAtt')).join('.');
  return scope.references.attribute(logicalId, name, scope.place);
};

const importValue: Intrinsic = (argument, scope) =>
  scope.references.exported(evaluateText(argument, scope, 'the name of Fn::ImportValue'), scope.place);

const findInMap: Intrinsic = (argument, scope) => {
  const [map, first, second, options] = toArguments(argument, scope, 'Fn::FindInMap');
  const names = [map, first, second].map((each) => evaluateText(each, scope, 'a key of Fn::FindInMap'));
  const [name = '', topLevelKey = '', secondLevelKey = ''] = names;
  const found = scope.references.mapping(name, topLevelKey, secondLevelKey, scope.place);
  if (found !== undefined) return found;
  if (
    options !== null &&
    typeof options === 'object' &&
    !Array.isArray(options) &&
    options['DefaultValue'] !== undefined
  ) {
    return scope.evaluate(options['DefaultValue']);
  }
  return fail(scope, `no mapping has ${names.join(' → ')}`);
};

export const referenceIntrinsics: Readonly<Record<string, Intrinsic>> = {
  'Fn::FindInMap': findInMap,
  'Fn::GetAtt': getAtt,
  'Fn::ImportValue': importValue,
  Ref: ref,
};
