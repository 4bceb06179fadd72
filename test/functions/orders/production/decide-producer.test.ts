import { decideProducer } from '../../../../functions/orders/production/decide-producer.ts';

test('transactions bring idempotence along; without them it can be switched off', () => {
  const decide = (enable_transactions: boolean, enable_idempotency: boolean) =>
    decideProducer({ enable_transactions, enable_idempotency });

  expect([decide(true, true), decide(true, false), decide(false, true), decide(false, false)]).toEqual([
    'transactional',
    'transactional',
    'idempotent',
    'plain',
  ]);
});
