import { AssemblyError, type TemplatePlace } from './assembly-error.ts';
import type { Json } from './template.ts';

/** What the names in an expression stand for; each throws an AssemblyError for a name that stands for nothing. */
export interface References {
  /** A parameter, a pseudo parameter or a resource; undefined for AWS::NoValue. */
  ref(name: string, place: TemplatePlace): Json | undefined;
  attribute(logicalId: string, attribute: string, place: TemplatePlace): Json;
  /** What another stack exports. */
  exported(name: string, place: TemplatePlace): Json;
  condition(name: string, place: TemplatePlace): boolean;
  /** Undefined where the mapping has no such keys. */
  mapping(name: string, topLevelKey: string, secondLevelKey: string, place: TemplatePlace): Json | undefined;
}

/** The surroundings of one intrinsic function. */
export interface Scope {
  readonly place: TemplatePlace;
  readonly references: References;
  /** @returns undefined for AWS::NoValue */
  evaluate(expression: Json): Json | undefined;
}

/** A function of CloudFormation; undefined is AWS::NoValue. */
export type Intrinsic = (argument: Json, scope: Scope) => Json | undefined;

export const fail = ({ place }: Pick<Scope, 'place'>, missing: string): never => {
  throw new AssemblyError(place, missing);
};

export const evaluateText = (expression: Json | undefined, scope: Scope, what: string): string => {
  const value = expression === undefined ? undefined : scope.evaluate(expression);
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return fail(scope, `${what} is not a string but ${JSON.stringify(value)}`);
};

export const evaluateList = (expression: Json | undefined, scope: Scope, what: string): Json[] => {
  const value = expression === undefined ? undefined : scope.evaluate(expression);
  return Array.isArray(value) ? value : fail(scope, `${what} is not a list but ${JSON.stringify(value)}`);
};

/** The arguments of a function that takes several, unevaluated. */
export const toArguments = (argument: Json, scope: Scope, what: string): Json[] =>
  Array.isArray(argument) ? argument : fail(scope, `${what} wants a list of arguments`);
