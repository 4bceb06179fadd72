import type { Refusal } from './refused-property-error.ts';

export interface FunctionSettings {
  readonly functionName: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
}

const reservedVariable =
  /^(_HANDLER|_X_AMZN_TRACE_ID|LAMBDA_TASK_ROOT|LAMBDA_RUNTIME_DIR|AWS_(DEFAULT_)?REGION|AWS_EXECUTION_ENV|AWS_LAMBDA_\w+|AWS_ACCESS_KEY(_ID)?|AWS_SECRET_ACCESS_KEY|AWS_SESSION_TOKEN)$/;

/** The first thing that Lambda's CreateFunction would refuse, or undefined. */
export const decideFunctionRefusal = (settings: FunctionSettings): Refusal | undefined => {
  const { functionName, environment, memoryMb, timeoutSeconds } = settings;
  if (!/^[a-zA-Z0-9-_]{1,64}$/.test(functionName)) {
    return {
      field: 'FunctionName',
      problem: `is ${JSON.stringify(functionName)}`,
      fix: 'Use 1 to 64 letters, digits, hyphens and underscores.',
    };
  }
  if (!isWhole(memoryMb, 128, 10_240)) {
    return { field: 'MemorySize', problem: `is ${memoryMb}`, fix: 'Set memoryMb to a whole number from 128 to 10240.' };
  }
  if (!isWhole(timeoutSeconds, 1, 900)) {
    return {
      field: 'Timeout',
      problem: `is ${timeoutSeconds}`,
      fix: 'Set timeoutSeconds to a whole number from 1 to 900.',
    };
  }
  const reserved = Object.keys(environment).find((name) => reservedVariable.test(name));
  if (reserved !== undefined) {
    return {
      field: 'Environment',
      problem: `sets ${reserved}, which Lambda sets itself`,
      fix: `Choose another name than ${reserved}.`,
    };
  }
  return undefined;
};

const isWhole = (value: number, from: number, to: number): boolean =>
  Number.isInteger(value) && value >= from && value <= to;
