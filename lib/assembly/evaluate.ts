import type { TemplatePlace } from './assembly-error.ts';
import { conditionIntrinsics } from './condition-intrinsics.ts';
import { referenceIntrinsics } from './reference-intrinsics.ts';
import { fail, type Intrinsic, type References } from './scope.ts';
import type { Json } from './template.ts';
import { textIntrinsics } from './text-intrinsics.ts';

const intrinsics: Readonly<Record<string, Intrinsic>> = {
  ...conditionIntrinsics,
  ...referenceIntrinsics,
  ...textIntrinsics,
};

/**
 * The value of an expression of a template (CloudFormation, intrinsic function reference). Dynamic references such as
 * `{{resolve:ssm:…}}` stay as they are.
 *
 * @returns undefined for AWS::NoValue, which takes its key or its place in a list with it
 * @throws AssemblyError naming the place
 */
export const evaluate = (expression: Json, place: TemplatePlace, references: References): Json | undefined => {
  if (expression === null || typeof expression !== 'object') return expression;
  if (Array.isArray(expression)) {
    return expression.flatMap((each, index) => {
      const value = evaluate(each, deepen(place, index), references);
      return value === undefined ? [] : [value];
    });
  }

  const entries = Object.entries(expression);
  const [[name, argument] = ['', null]] = entries;
  if (entries.length === 1 && isIntrinsic(name, argument)) {
    const scope = { place, references, evaluate: (inner: Json) => evaluate(inner, place, references) };
    if (name === 'Condition') return references.condition(String(argument), place);
    return (intrinsics[name] ?? (() => fail(scope, `${name} is not resolved on this machine`)))(argument, scope);
  }
  const values = entries.map(([key, each]) => [key, evaluate(each, deepen(place, key), references)] as const);
  return Object.fromEntries(values.flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])));
};

/** A policy statement, too, can have a `Condition` and nothing else: that of a template is a name. */
const isIntrinsic = (name: string, argument: Json): boolean =>
  name === 'Ref' || name.startsWith('Fn::') || (name === 'Condition' && typeof argument === 'string');

const deepen = (place: TemplatePlace, step: string | number): TemplatePlace => ({
  ...place,
  propertyPath: place.propertyPath === '' ? String(step) : `${place.propertyPath}.${step}`,
});
