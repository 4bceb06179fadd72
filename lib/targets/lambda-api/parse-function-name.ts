import { LambdaApiError } from './lambda-api-error.ts';

/** Lambda takes a name, a partial ARN `123456789012:function:NAME` or a whole ARN, each with an optional qualifier. */
const forms = [
  /^arn:[^:]+:lambda:[^:]+:\d{12}:function:(?<name>[\w-]+)(:(?<qualifier>[\w$-]+))?$/,
  /^\d{12}:function:(?<name>[\w-]+)(:(?<qualifier>[\w$-]+))?$/,
  /^(?<name>[\w-]+)(:(?<qualifier>[\w$-]+))?$/,
];

/** The plain name in any of the forms; a qualifier other than $LATEST names a version that does not exist here. */
export const parseFunctionName = (text: string): string => {
  for (const form of forms) {
    const groups = form.exec(text)?.groups;
    const name = groups?.['name'];
    if (name === undefined) continue;
    const qualifier = groups?.['qualifier'] ?? '$LATEST';
    if (qualifier === '$LATEST') return name;
    throw new LambdaApiError('ResourceNotFoundException', `Function not found: ${text} (only $LATEST exists here)`);
  }
  throw new LambdaApiError('InvalidParameterValueException', `FunctionName '${text}' is neither a name nor an ARN.`);
};
