import { parse } from 'node:querystring';

export interface EventQuery {
  /** The last value of each name. */
  readonly queryStringParameters: Record<string, string> | null;
  readonly multiValueQueryStringParameters: Record<string, string[]> | null;
}

/** A query string as a proxy event carries it: decoded, `+` a space, null where there is none. */
export const toEventQuery = (queryString: string): EventQuery => {
  if (queryString === '') return { queryStringParameters: null, multiValueQueryStringParameters: null };

  const queryStringParameters: Record<string, string> = {};
  const multiValueQueryStringParameters: Record<string, string[]> = {};
  for (const [name, given] of Object.entries(parse(queryString, '&', '=', { maxKeys: 0 }))) {
    const values = Array.isArray(given) ? given : [given ?? ''];
    queryStringParameters[name] = values.at(-1) ?? '';
    multiValueQueryStringParameters[name] = values;
  }
  return { queryStringParameters, multiValueQueryStringParameters };
};
