import { z } from 'zod';
import type { RouteModel } from './application-model.ts';
import { parseFunctionName } from './parse-function-name.ts';

const IntegrationResponse = z.object({
  StatusCode: z.coerce.number(),
  SelectionPattern: z.string().default(''),
  ResponseParameters: z.record(z.string(), z.string()).default({}),
});
type IntegrationResponse = z.infer<typeof IntegrationResponse>;

/** What of a method's `Integration` shapes its answer. */
export const MethodIntegration = z.object({
  Type: z.string(),
  Uri: z.string().default(''),
  TimeoutInMillis: z.coerce.number().default(29_000),
  RequestTemplates: z.record(z.string(), z.string()).default({}),
  IntegrationResponses: z.array(IntegrationResponse).default([]),
});
export type MethodIntegration = z.infer<typeof MethodIntegration>;

/** @returns undefined for an integration that is neither a function behind a proxy nor a mock */
export const toIntegration = (integration: MethodIntegration): RouteModel['integration'] | undefined => {
  if (integration.Type === 'MOCK') return toMock(integration);
  if (integration.Type !== 'AWS_PROXY') return undefined;
  const functionName = findFunctionName(integration.Uri);
  if (functionName === undefined) return undefined;
  return { kind: 'lambda', functionName, timeoutMs: integration.TimeoutInMillis };
};

/** `arn:…:apigateway:REGION:lambda:path/2015-03-31/functions/FUNCTION-ARN/invocations`. */
const findFunctionName = (uri: string): string | undefined =>
  parseFunctionName(/:lambda:path\/[^/]+\/functions\/(?<arn>[^/]+)\/invocations$/.exec(uri)?.groups?.['arn'] ?? '');

/** The response whose pattern matches the template's status code, else the one without a pattern (API Gateway, mock integrations). */
const toMock = ({ RequestTemplates, IntegrationResponses }: MethodIntegration): RouteModel['integration'] => {
  const [template = ''] = Object.values(RequestTemplates);
  const status = /"?statusCode"?\s*:\s*"?(?<status>\d{3})/.exec(template)?.groups?.['status'] ?? '200';
  const matching = IntegrationResponses.find(
    ({ SelectionPattern }) => SelectionPattern !== '' && new RegExp(`^(?:${SelectionPattern})$`).test(status),
  );
  const response = matching ?? IntegrationResponses.find(({ SelectionPattern }) => SelectionPattern === '');
  return { kind: 'mock', statusCode: response?.StatusCode ?? 200, headers: toHeaders(response) };
};

const headerParameter = 'method.response.header.';

/** A constant stands in single quotes; anything else is mapped from a request that a mock does not have. */
const toHeaders = (response: IntegrationResponse | undefined): Record<string, string> =>
  Object.fromEntries(
    Object.entries(response?.ResponseParameters ?? {}).flatMap(([parameter, value]) => {
      const constant = /^'(?<text>.*)'$/s.exec(value)?.groups?.['text'];
      if (!parameter.startsWith(headerParameter) || constant === undefined) return [];
      return [[parameter.slice(headerParameter.length), constant]];
    }),
  );
