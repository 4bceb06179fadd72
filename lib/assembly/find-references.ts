import type { Json } from './template.ts';

/** The names that an expression refers to by Ref, Fn::GetAtt and Fn::Sub: resources, parameters, whatever they are. */
export const findReferences = (expression: Json): string[] => {
  if (expression === null || typeof expression !== 'object') return [];
  if (Array.isArray(expression)) return expression.flatMap(findReferences);
  return Object.entries(expression).flatMap(([key, value]) => {
    if (key === 'Ref' && typeof value === 'string') return [value];
    if (key === 'Fn::GetAtt') return toResourceName(value);
    if (key === 'Fn::Sub')
      return [...findSubstituted(Array.isArray(value) ? value[0] : value), ...findReferences(value)];
    return findReferences(value);
  });
};

const toResourceName = (argument: Json): string[] => {
  const name = Array.isArray(argument) ? argument[0] : argument;
  return typeof name === 'string' ? name.split('.').slice(0, 1) : [];
};

const findSubstituted = (template: Json | undefined): string[] =>
  typeof template === 'string'
    ? [...template.matchAll(/\$\{(?!!)(?<name>[^.}]+)/g)].map(([, name = '']) => name.trim())
    : [];
