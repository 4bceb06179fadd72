/** The orders flow's Kafka topics: 3 partitions, kept 7 days, timestamps are the broker's, key is `order_id`. */
export const topics = {
  orders: 'orders',
  orderResults: 'order-results',
} as const;

/** The consumer group of the function that processes orders. */
export const orderGroup = 'order-processors';
