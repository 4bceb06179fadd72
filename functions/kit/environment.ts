import { FunctionError } from './function-error.ts';

class MissingVariableError extends FunctionError {
  readonly code = 'MISSING_VARIABLE';
}

/** The value of an environment variable that the function cannot do without. Cold start only. */
export const requireVariable = (environment: NodeJS.ProcessEnv, name: string): string => {
  const value = environment[name];
  if (value === undefined || value === '') {
    throw new MissingVariableError(`The environment variable ${name} is not set`, {
      actions: [`Set ${name} where the stack defines this function`],
    });
  }
  return value;
};
