/** The grid's Kafka topics: 3 partitions, kept 7 days, timestamps are the broker's, key is `region_id`. */
export const topics = {
  marketDispatch: 'market.dispatch',
  weatherObservations: 'weather.observations',
} as const;

export type GridTopic = (typeof topics)[keyof typeof topics];
