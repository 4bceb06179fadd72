import { validateHeaderName, validateHeaderValue } from 'node:http';
import { z } from 'zod';
import { functionFailed, type GatewayResponse, malformedBase64 } from './gateway-response.ts';
import type { IntegrationResponse } from './integration-response.ts';

const HeaderValue = z.union([z.string(), z.number(), z.boolean()]).transform(String);

/** What a function behind a proxy integration may answer: nothing beyond these (API Gateway, output format). */
const ProxyResponse = z.strictObject({
  statusCode: z
    .union([z.int(), z.string().regex(/^\d{3}$/)])
    .transform(Number)
    .pipe(z.int().min(200).max(599)),
  headers: z.record(z.string(), HeaderValue).nullish(),
  multiValueHeaders: z.record(z.string(), z.array(HeaderValue)).nullish(),
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().nullish(),
});
type ProxyResponse = z.infer<typeof ProxyResponse>;

const dropped = new Set(['keep-alive', 'proxy-connection', 'te', 'trailer', 'transfer-encoding', 'upgrade']);

/** These speak of the gateway's own answer, so the function's reach the client under another name (API Gateway, important notes). */
const remapped = new Set(['connection', 'content-length', 'date', 'server', 'www-authenticate']);

const base64 = /^[A-Za-z0-9+/\r\n]*={0,2}\s*$/;

/**
 * Translates a function's answer.
 *
 * @param payload the function's answer, JSON
 * @param takesBinary whether the API treats what the client accepts as binary: only then is base64 decoded
 * @returns what to write, or the gateway's own answer where the function's is malformed
 */
export const parseProxyResponse = (payload: string, takesBinary: boolean): IntegrationResponse | GatewayResponse => {
  const parsed = ProxyResponse.safeParse(parseJson(payload));
  if (!parsed.success) return malformed(z.prettifyError(parsed.error));
  const { statusCode, isBase64Encoded } = parsed.data;
  const body = parsed.data.body ?? '';
  const headers = toHeaders(parsed.data);
  if (headers === undefined) return malformed('A header cannot be sent.');

  if (!takesBinary || isBase64Encoded !== true) return { kind: 'integration', statusCode, headers, body };
  if (!base64.test(body)) return malformedBase64();
  return { kind: 'integration', statusCode, headers, body: Buffer.from(body, 'base64') };
};

const malformed = (detail: string): GatewayResponse =>
  functionFailed(`Malformed Lambda proxy response: ${detail.replaceAll('\n', ' ')}`);

const parseJson = (payload: string): unknown => {
  try {
    return JSON.parse(payload);
  } catch {
    return undefined;
  }
};

/** @returns undefined where a header could not be sent */
const toHeaders = ({ headers, multiValueHeaders }: ProxyResponse): string[] | undefined => {
  const multi = Object.entries(multiValueHeaders ?? {});
  const multiNames = new Set(multi.map(([name]) => name.toLowerCase()));
  const single = Object.entries(headers ?? {}).filter(([name]) => !multiNames.has(name.toLowerCase()));
  const flat: string[] = [];

  try {
    for (const [name, values] of [...single.map(([name, value]) => [name, [value]] as const), ...multi]) {
      const lower = name.toLowerCase();
      if (dropped.has(lower)) continue;
      const sent = remapped.has(lower) ? `x-amzn-Remapped-${name}` : name;
      validateHeaderName(sent);
      for (const value of values) {
        validateHeaderValue(sent, value);
        flat.push(sent, value);
      }
    }
  } catch {
    return undefined;
  }
  return flat;
};
