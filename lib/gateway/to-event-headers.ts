export interface EventHeaders {
  /** The last value of each name. */
  readonly headers: Record<string, string>;
  readonly multiValueHeaders: Record<string, string[]>;
}

/** What the gateway itself says of a request; the client's headers of these names do not reach the function. */
export interface OwnHeaders {
  readonly 'X-Amzn-Trace-Id': string;
  readonly 'X-Forwarded-For': string;
  readonly 'X-Forwarded-Port': string;
  readonly 'X-Forwarded-Proto': string;
}

const dropped = new Set([
  // Of the connection (RFC 9110, 7.6.1).
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  // API Gateway's own (API Gateway, important notes).
  'content-length',
  'content-md5',
  'expect',
  'max-forwards',
  'proxy-authenticate',
  'server',
  'www-authenticate',
  // Said anew.
  'x-amzn-trace-id',
  'x-forwarded-for',
  'x-forwarded-port',
  'x-forwarded-proto',
]);

/** Every other name reaches the function as the client wrote it. */
const respelled = new Map([
  ['authorization', 'Authorization'],
  ['host', 'Host'],
  ['user-agent', 'User-Agent'],
]);

/**
 * Headers as a proxy event carries them.
 *
 * @param rawHeaders names and values in turn, as received
 */
export const toEventHeaders = (rawHeaders: readonly string[], own: OwnHeaders): EventHeaders => {
  const headers: Record<string, string> = {};
  const multiValueHeaders: Record<string, string[]> = {};
  const names = new Map<string, string>();
  let connection = '';

  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const raw = rawHeaders[index] ?? '';
    const value = rawHeaders[index + 1] ?? '';
    const lower = raw.toLowerCase();
    if (lower === 'connection') connection = value;
    if (dropped.has(lower)) continue;
    const name = names.get(lower) ?? respelled.get(lower) ?? raw;
    names.set(lower, name);
    headers[name] = value;
    const values = multiValueHeaders[name];
    if (values === undefined) multiValueHeaders[name] = [value];
    else values.push(value);
  }
  for (const each of connection.split(',')) {
    const name = names.get(each.trim().toLowerCase());
    if (name === undefined) continue;
    delete headers[name];
    delete multiValueHeaders[name];
  }
  for (const [name, value] of Object.entries(own)) {
    headers[name] = value;
    multiValueHeaders[name] = [value];
  }
  return { headers, multiValueHeaders };
};
