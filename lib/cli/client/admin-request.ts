import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { ClientKeyItem, clientKeyAddress } from '../../../functions/contracts/config-items.ts';
import { Problem } from '../../../functions/contracts/problem.ts';
import { SluiceError } from '../../foundation/sluice-error.ts';
import type { InstanceStatus } from '../../targets/instance/instance-status.ts';
import { buildInstanceDynamoDb } from './dynamodb-client.ts';

/** Where the admin routes are, and a key that has their scope. */
export interface AdminAccess {
  readonly gatewayUrl: string;
  readonly apiKey: string;
}

/** The answer of an admin route that did not do what it was asked; code and fix are the route's own. */
export class AdminRefusedError extends SluiceError {
  readonly code: string;
  override readonly retryable: boolean;

  constructor({ code, detail, retryable, actions }: Pick<Problem, 'code' | 'detail' | 'retryable' | 'actions'>) {
    super(detail, { actions });
    this.code = code;
    this.retryable = retryable;
  }
}

/** The access of a running instance, with the key that its seed made. */
export const openAdmin = async (status: InstanceStatus): Promise<AdminAccess> => {
  const dynamodb = buildInstanceDynamoDb(status);
  try {
    return { gatewayUrl: status.gatewayUrl, apiKey: await readAdminKey(dynamodb) };
  } finally {
    dynamodb.destroy();
  }
};

const readAdminKey = async (dynamodb: DynamoDBDocumentClient): Promise<string> => {
  const { Item } = await dynamodb.send(new GetCommand({ TableName: 'sluice-config', Key: clientKeyAddress('admin') }));
  if (Item !== undefined) return ClientKeyItem.parse(Item).apiKey;
  throw new AdminRefusedError({
    code: 'ADMIN_KEY_MISSING',
    detail: 'The configuration table holds no admin key.',
    retryable: false,
    actions: ['./sluice up runs the seed that makes one'],
  });
};

export interface AdminCall<Data> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** From the stage on, with its query: `/v1/admin/consumers`. */
  readonly path: string;
  readonly body?: unknown;
  /** What the answer's `data` has to be. */
  readonly schema: z.ZodType<Data>;
}

/** Calls an admin route and gives the `data` of its answer. */
export const callAdmin = async <Data>(
  { gatewayUrl, apiKey }: AdminAccess,
  { method, path, body, schema }: AdminCall<Data>,
): Promise<Data> => {
  const response = await fetch(`${gatewayUrl}${path}`, {
    method,
    headers: { 'X-API-Key': apiKey, ...(body !== undefined && { 'Content-Type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const answer: unknown = await response.json().catch(() => undefined);
  if (response.ok) return z.object({ data: schema }).parse(answer).data;
  const problem = Problem.safeParse(answer);
  if (problem.success) throw new AdminRefusedError(problem.data);
  throw new AdminRefusedError({
    code: 'ADMIN_UNREACHABLE',
    detail: `${method} ${path} was answered ${response.status} without a reason.`,
    retryable: true,
    actions: ['./sluice logs --level error shows what failed'],
  });
};
