import type { KeyScope } from '../../functions/contracts/api-key.ts';
import { LimitedRoute } from '../../functions/contracts/route-limits.ts';

/** Who has an API key, and limits of its own, from the first deployment on. */
interface Client {
  readonly consumer: string;
  readonly scopes: readonly KeyScope[];
  /** On every route; left out, the routes' own limits hold. */
  readonly requestsPerMinute?: number;
}

const platformClients: readonly Client[] = [
  { consumer: 'grid-ingest', scopes: ['grid:write'], requestsPerMinute: 6_000 },
  { consumer: 'admin', scopes: ['admin'] },
];

const demoClients: readonly Client[] = [
  {
    consumer: 'demo',
    scopes: ['grid:read', 'grid:write', 'orders:read', 'orders:write'],
    requestsPerMinute: 60_000,
  },
  { consumer: 'analytics-team', scopes: ['grid:read', 'grid:write'] },
  { consumer: 'ops-team', scopes: ['grid:read', 'grid:write'] },
  { consumer: 'risk-team', scopes: ['grid:read', 'grid:write'] },
  { consumer: 'partner', scopes: ['grid:read', 'grid:write'] },
];

/** The clients of a stage as Custom::Seed is told them; those that are for showing only in demo stages. */
export const seedClients = (isDemo: boolean) => {
  const clients = isDemo ? [...platformClients, ...demoClients] : platformClients;
  return {
    Keys: clients.map(({ consumer, scopes }) => ({ Consumer: consumer, Scopes: scopes })),
    Limits: clients.flatMap(({ consumer, requestsPerMinute }) =>
      requestsPerMinute === undefined
        ? []
        : LimitedRoute.options.map((route) => ({
            Consumer: consumer,
            Route: route,
            RequestsPerMinute: requestsPerMinute,
          })),
    ),
  };
};
