import RequestQueue from 'kafkajs/src/network/requestQueue/index.js';

/**
 * Lets all kafkajs connections of this process rest while nothing waits to be sent; doing it again changes nothing. After its first
 * answer a connection of kafkajs 2.2.4 looks every millisecond, for ever, whether something that was throttled may go. The event
 * source does the same for itself. Cold start only.
 */
export const makeIdleConnectionsQuiet = (): void => {
  if (isQuiet) return;
  isQuiet = true;
  const { scheduleCheckPendingRequests } = RequestQueue.prototype;
  RequestQueue.prototype.scheduleCheckPendingRequests = function scheduleWhereSomethingWaits() {
    if (this.pending.length > 0) scheduleCheckPendingRequests.call(this);
  };
};

let isQuiet = false;
