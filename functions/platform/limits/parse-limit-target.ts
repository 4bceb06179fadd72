import { KeyConsumer } from '../../contracts/api-key.ts';
import { LimitedRoute } from '../../contracts/route-limits.ts';
import { FunctionError } from '../../kit/function-error.ts';

class UnknownRouteError extends FunctionError {
  readonly code = 'UNKNOWN_ROUTE';
  override readonly status = 404;
}

class InvalidConsumerError extends FunctionError {
  readonly code = 'INVALID_CONSUMER';
  override readonly status = 400;
}

/** Whose limit on which route a path means: `{consumer}/{route+}`, the route without its first slash; else 400 or 404. */
export const parseLimitTarget = (
  parameters: Readonly<Record<string, string | undefined>> | null,
): { consumer: string; route: LimitedRoute } => {
  const consumer = KeyConsumer.safeParse(parameters?.['consumer']);
  if (!consumer.success) {
    throw new InvalidConsumerError(`${parameters?.['consumer'] ?? ''} is no name of a consumer`, {
      actions: ['Use at most 40 lower-case letters, digits and hyphens, a letter first'],
    });
  }
  const route = LimitedRoute.safeParse(`/${parameters?.['route'] ?? ''}`);
  if (!route.success) {
    throw new UnknownRouteError(`No limit is kept for /${parameters?.['route'] ?? ''}`, {
      actions: [`Use one of ${LimitedRoute.options.join(', ')}`],
    });
  }
  return { consumer: consumer.data, route: route.data };
};
