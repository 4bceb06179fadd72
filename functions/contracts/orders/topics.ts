/** The orders flow's Kafka topics: 3 partitions, kept 7 days, timestamps are the broker's, key is `order_id`. */
export const topics = {
  orders: 'orders',
  orderResults: 'order-results',
} as const;

/** The function that processes orders, and its consumer group. */
export const orderFunction = 'orders-process';
export const orderGroup = 'order-processors';
