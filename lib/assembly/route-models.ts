import { z } from 'zod';
import type { NotEmulatedModel, RouteModel } from './application-model.ts';
import { AssemblyError } from './assembly-error.ts';
import { parseFunctionName } from './parse-function-name.ts';
import type { PhysicalValues } from './physical-values.ts';
import { parseProperties, placeOf, type Resource } from './resource.ts';
import { attributeOf, refOf } from './resource-identity.ts';

export interface RouteModels {
  readonly routes: readonly RouteModel[];
  readonly notEmulated: readonly NotEmulatedModel[];
}
