/** `arn:…:function:NAME`, with or without a version or an alias behind it. */
const functionArn = /^arn:[^:]+:lambda:[^:]*:[^:]*:function:(?<name>[^:/]+)(?::[^:/]+)?$/;

/** @returns the name in a function's ARN, or undefined where it is the ARN of something else */
export const parseFunctionName = (arn: string): string | undefined => functionArn.exec(arn)?.groups?.['name'];
