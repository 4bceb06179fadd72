/** The consumer whose stored events and aggregates the grid's GET routes show. */
export const readModelConsumer = 'analytics';
