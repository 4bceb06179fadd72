import { z } from 'zod';
import { CreatedKey, type KeyRequest, ListedKey } from '../../../functions/contracts/admin/key.ts';
import { ListedLimit } from '../../../functions/contracts/admin/limit.ts';
import type { RateLimit } from '../../../functions/contracts/rate-limit.ts';
import type { LimitedRoute } from '../../../functions/contracts/route-limits.ts';
import { type AdminAccess, callAdmin } from './admin-request.ts';

/** All API keys, by what may be told of them. */
export const listKeys = (admin: AdminAccess): Promise<ListedKey[]> =>
  callAdmin(admin, { method: 'GET', path: '/v1/admin/keys', schema: z.array(ListedKey) });

/** Makes a key; its text is in this answer and nowhere else. */
export const createKey = (admin: AdminAccess, request: KeyRequest): Promise<CreatedKey> =>
  callAdmin(admin, { method: 'POST', path: '/v1/admin/keys', body: request, schema: CreatedKey });

/** Takes a key back: within a second no route takes it any more. */
export const revokeKey = (admin: AdminAccess, lookup: string): Promise<ListedKey> =>
  callAdmin(admin, { method: 'DELETE', path: `/v1/admin/keys/${encodeURIComponent(lookup)}`, schema: ListedKey });

/** The limits that consumers have of their own, and those of everybody else. */
export const listLimits = (admin: AdminAccess): Promise<ListedLimit[]> =>
  callAdmin(admin, { method: 'GET', path: '/v1/admin/limits', schema: z.array(ListedLimit) });

/** Sets what a consumer may do on a route: it holds within a second. */
export const setLimit = (
  admin: AdminAccess,
  consumer: string,
  route: LimitedRoute,
  rule: RateLimit,
): Promise<ListedLimit> =>
  callAdmin(admin, {
    method: 'PUT',
    path: `/v1/admin/limits/${encodeURIComponent(consumer)}${route}`,
    body: rule,
    schema: ListedLimit,
  });

/** Removes the limit of a consumer on a route: within a second it is held to what everybody else is. Gives what held. */
export const removeLimit = (admin: AdminAccess, consumer: string, route: LimitedRoute): Promise<ListedLimit> =>
  callAdmin(admin, {
    method: 'DELETE',
    path: `/v1/admin/limits/${encodeURIComponent(consumer)}${route}`,
    schema: ListedLimit,
  });
