/** `NAME` or `arn:…:function:NAME`, with or without a version or an alias behind it. */
const functionName = /^(?:arn:[^:]+:lambda:[^:]*:[^:]*:function:)?(?<name>[\w-]+)(?::[^:/]+)?$/;

/** @returns the name of a function, or in its ARN; undefined where it is the ARN of something else */
export const parseFunctionName = (nameOrArn: string): string | undefined =>
  functionName.exec(nameOrArn)?.groups?.['name'];
