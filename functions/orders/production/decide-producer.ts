import type { ProducerCell } from '../../contracts/orders/delivery-semantics.ts';
import type { OrderSettings } from '../../contracts/orders/order-settings.ts';

export type ProducerKind = ProducerCell['producer'];

/** Which producer the settings ask for: Kafka has no transaction without idempotence. */
export const decideProducer = ({
  enable_transactions,
  enable_idempotency,
}: Pick<OrderSettings, 'enable_transactions' | 'enable_idempotency'>): ProducerKind => {
  if (enable_transactions) return 'transactional';
  return enable_idempotency ? 'idempotent' : 'plain';
};
