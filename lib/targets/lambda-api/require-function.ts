import type { FunctionModel } from '../../assembly/application-model.ts';
import { LambdaApiError } from './lambda-api-error.ts';
import { parseFunctionName } from './parse-function-name.ts';

/**
 * The function that is meant by a name in any of Lambda's forms.
 *
 * @throws LambdaApiError where there is none
 */
export const requireFunction = (functions: readonly FunctionModel[], text = ''): FunctionModel => {
  const name = parseFunctionName(text);
  const model = functions.find((each) => each.functionName === name);
  if (model) return model;
  const known = functions.map((each) => each.functionName);
  throw new LambdaApiError('ResourceNotFoundException', `Function not found: ${name}; there are ${known.join(', ')}`);
};
