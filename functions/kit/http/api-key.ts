import type { MiddlewareObj } from '@middy/core';
import { ApiKeyItem, isKeyOf, type KeyScope, lookupOf } from '../../contracts/api-key.ts';
import type { ConfigReader } from '../config-reader.ts';
import { FunctionError } from '../function-error.ts';
import { logger } from '../logger.ts';
import type { ApiResponse, KeyedRequest } from './api-request.ts';

class UnauthorizedError extends FunctionError {
  readonly code = 'UNAUTHORIZED';
  override readonly status = 401;
}

class MissingScopeError extends FunctionError {
  readonly code = 'MISSING_SCOPE';
  override readonly status = 403;
}

/** Lets a request pass whose `X-API-Key` or `apikey` header holds a known key with the scope; else 401 or 403. */
export const apiKey = (config: ConfigReader, scope: KeyScope): MiddlewareObj<KeyedRequest, ApiResponse> => ({
  before: async ({ event }) => {
    const given = event.headers['x-api-key'] ?? event.headers['apikey'] ?? '';
    const lookup = lookupOf(given);
    const item =
      lookup === undefined ? undefined : ApiKeyItem.optional().parse(await config.read({ pk: 'key', sk: lookup }));
    if (item === undefined || !isKeyOf(item, given)) {
      throw new UnauthorizedError('The request has no valid API key', {
        actions: ['Send a key in the header X-API-Key or apikey'],
      });
    }
    if (!item.scopes.includes(scope)) {
      throw new MissingScopeError(`The key of ${item.consumer} lacks the scope ${scope}`, {
        actions: [`Use a key that has the scope ${scope}`],
      });
    }
    event.consumer = item.consumer;
    event.keyLookup = item.sk;
    logger.appendKeys({ consumer: item.consumer });
  },
});
