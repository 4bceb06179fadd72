import { z } from 'zod';
import { Problem } from '../problem.ts';
import { type Operation, operations } from './operations.ts';
import { OrderId } from './order-v1.ts';

const Meta = z.strictObject({
  count: z.int(),
  region_filter: z.string().nullable(),
  correlation_id: z.string(),
  timestamp: z.iso.datetime(),
});

const everyError = [401, 403, 500, 503] as const;

const toSchema = (contract: z.ZodType, io: 'input' | 'output'): object => {
  const { $schema: _, ...schema } = z.toJSONSchema(contract, { io, target: 'draft-2020-12' });
  return schema;
};

const toParameters = ({ path, query }: Operation): object[] => [
  ...(path.includes('{id}') ? [{ name: 'id', in: 'path', required: true, schema: toSchema(OrderId, 'input') }] : []),
  ...Object.entries(query ?? {}).map(([name, schema]) => ({ name, in: 'query', schema: toSchema(schema, 'input') })),
];

const toOperation = (operation: Operation): object => {
  const { id, summary, scope, body, status, data, errors = [] } = operation;
  const parameters = toParameters(operation);
  const problem = { $ref: '#/components/responses/Problem' };
  return {
    operationId: id,
    summary,
    description: `Needs a key with the scope \`${scope}\`.`,
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(body === undefined
      ? {}
      : { requestBody: { required: true, content: { 'application/json': { schema: toSchema(body, 'input') } } } }),
    responses: {
      [status]: {
        description: 'Done',
        content: { 'application/json': { schema: toSchema(z.strictObject({ data, meta: Meta }), 'output') } },
      },
      ...Object.fromEntries([...errors, ...everyError].map((each) => [each, problem])),
    },
  };
};

/** The orders flow's routes as an OpenAPI 3.1 document. What JSON Schema cannot say, the exact total, is checked all the same. */
export const buildOpenApi = (): object => ({
  openapi: '3.1.0',
  info: { title: 'Sluice orders', version: '1' },
  security: [{ apiKey: [] }],
  paths: Object.fromEntries(
    [...Map.groupBy(operations, ({ path }) => path)].map(([path, each]) => [
      path,
      Object.fromEntries(each.map((operation) => [operation.method, toOperation(operation)])),
    ]),
  ),
  components: {
    securitySchemes: { apiKey: { type: 'apiKey', in: 'header', name: 'X-API-Key' } },
    responses: {
      Problem: {
        description: 'What is wrong, and what to do about it (RFC 9457)',
        content: { 'application/problem+json': { schema: toSchema(Problem, 'output') } },
      },
    },
  },
});
