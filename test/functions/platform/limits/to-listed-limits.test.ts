import { limitAddress } from '../../../../functions/contracts/rate-limit.ts';
import { toListedLimits } from '../../../../functions/platform/limits/to-listed-limits.ts';

test('lists a limit by its consumer and route, and leaves out one for a route that is no more', () => {
  const rule = { algorithm: 'token-bucket', limit: 5, windowSeconds: 10 } as const;

  const listed = toListedLimits([
    { ...limitAddress('partner', '/v1/stats'), ...rule },
    { ...limitAddress('partner', '/v0/gone'), ...rule },
  ]);

  expect(listed).toEqual([{ consumer: 'partner', route: '/v1/stats', ...rule }]);
});
