import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { RuntimeError } from './runtime-error.ts';

export type Handler = (event: unknown, context: object) => unknown;

/**
 * Loads `folder/file.export` as the nodejs24.x runtime does, with its words where that fails
 * (github.com/aws/aws-lambda-nodejs-runtime-interface-client).
 */
export const loadHandler = async (taskRoot: string, handlerName: string): Promise<Handler> => {
  const { file, path } = parseHandlerName(handlerName);
  const module = await loadModule(taskRoot, file);
  const found = findExport(module, path) ?? findExport(findExport(module, ['default']), path);
  if (found === undefined || found === null) {
    throw new RuntimeError('Runtime.HandlerNotFound', `${handlerName} is undefined or not exported`);
  }
  if (!isHandler(found)) throw new RuntimeError('Runtime.HandlerNotFound', `${handlerName} is not a function`);
  if (found.length >= 3) throw new RuntimeError('Runtime.CallbackHandlerDeprecated', callbackRefused);
  return found;
};

const callbackRefused =
  'ERROR: AWS Lambda has removed support for callback-based function handlers starting with Node.js 24. ' +
  'You need to modify this function to use a supported handler signature to use Node.js 24 or later. ' +
  'For more information see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html.';

const parseHandlerName = (handlerName: string): { file: string; path: readonly string[] } => {
  if (handlerName.includes('..')) {
    throw new RuntimeError(
      'Runtime.MalformedHandlerName',
      `'${handlerName}' is not a valid handler name. Use absolute paths when specifying root directories in handler names.`,
    );
  }
  const [, file, path] = /^((?:.*\/)?[^./]*)\.(.*)$/.exec(handlerName) ?? [];
  if (file === undefined || path === undefined) throw new RuntimeError('Runtime.MalformedHandlerName', 'Bad handler');
  return { file, path: path.split('.') };
};

const loadModule = async (taskRoot: string, file: string): Promise<unknown> => {
  const path = ['.js', '.mjs', '.cjs'].map((extension) => join(taskRoot, file + extension)).find(existsSync);
  try {
    if (path !== undefined) return await import(pathToFileURL(path).href);
    // Fails, in Node's words for a module that is not there.
    return createRequire(join(taskRoot, 'index.js')).resolve(file);
  } catch (error) {
    if (error instanceof SyntaxError) {
      throw new RuntimeError('Runtime.UserCodeSyntaxError', String(error), { cause: error, stack: error.stack });
    }
    if (error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND') {
      throw new RuntimeError('Runtime.ImportModuleError', String(error), { cause: error });
    }
    throw error;
  }
};

const findExport = (value: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (nested, key) => (typeof nested === 'object' && nested !== null ? Reflect.get(nested, key) : undefined),
    value,
  );

const isHandler = (value: unknown): value is Handler => typeof value === 'function';
