import { HandlerBundles } from '../../../lib/constructs/handler-bundles.ts';

const accept = { name: 'orders-accept', directory: '/bundles/orders-accept', hash: '1' };

test('finds a bundle by its name', () => {
  expect(new HandlerBundles([accept]).named('orders-accept')).toBe(accept);
});

test('says which file would make a bundle that is missing', () => {
  const missing = () => new HandlerBundles([accept]).named('orders-list-open');

  expect(missing).toThrow(
    expect.objectContaining({
      code: 'BUNDLE_UNKNOWN',
      message: 'no bundle is named orders-list-open; known: orders-accept',
      actions: [expect.stringContaining('functions/orders/list-open.ts')],
    }),
  );
});
