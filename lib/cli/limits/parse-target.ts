import { KeyConsumer } from '../../../functions/contracts/api-key.ts';
import { LimitedRoute } from '../../../functions/contracts/route-limits.ts';
import { UsageError } from '../usage-error.ts';

/** Whose limit on which route two arguments mean. */
export const parseTarget = (
  consumer: string | undefined,
  route: string | undefined,
): { readonly consumer: string; readonly route: LimitedRoute } => {
  const name = KeyConsumer.safeParse(consumer);
  if (!name.success) {
    throw new UsageError(`"${consumer ?? ''}" is no name of a consumer.`, {
      actions: ['./sluice keys list shows them'],
    });
  }
  const path = LimitedRoute.safeParse(route);
  if (!path.success) {
    throw new UsageError(`No limit is kept for "${route ?? ''}".`, {
      actions: [`use one of ${LimitedRoute.options.join(', ')}`],
    });
  }
  return { consumer: name.data, route: path.data };
};
