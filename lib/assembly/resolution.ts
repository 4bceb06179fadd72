import { AssemblyError, type TemplatePlace } from './assembly-error.ts';
import { evaluate } from './evaluate.ts';
import type { References } from './scope.ts';
import type { Json } from './template.ts';

/** Evaluates each expression of the templates once, at the first time somebody asks, and none in terms of itself. */
export interface Resolution {
  /** @throws AssemblyError also where the value depends on itself */
  resolve(expression: Json, place: TemplatePlace, references: References): Json | undefined;
}

export const openResolution = (): Resolution => {
  const resolved = new Map<string, Json | undefined>();
  const underWay = new Set<string>();

  return {
    resolve: (expression, place, references) => {
      const key = `${place.stackName}\n${place.logicalId}\n${place.propertyPath}`;
      if (resolved.has(key)) return resolved.get(key);
      if (underWay.has(key)) throw new AssemblyError(place, 'its value depends on itself');
      underWay.add(key);
      try {
        const value = evaluate(expression, place, references);
        resolved.set(key, value);
        return value;
      } finally {
        underWay.delete(key);
      }
    },
  };
};
