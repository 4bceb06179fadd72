import Connection from 'kafkajs/src/network/connection.js';

const LENGTH_BYTES = 4;

/**
 * Lets all kafkajs connections of this process begin with an empty buffer; doing it again changes nothing. kafkajs keeps what came of a
 * response that was cut off and reads the next connection's first response as its end, which throws where nobody catches it.
 */
export const makeReconnectionsClean = (): void => {
  if (isClean) return;
  isClean = true;
  const { connect } = Connection.prototype;
  Connection.prototype.connect = function connectWithEmptyBuffer() {
    if (!this.isConnected()) {
      this.chunks = [];
      this.bytesBuffered = 0;
      this.bytesNeeded = LENGTH_BYTES;
    }
    return connect.call(this);
  };
};

let isClean = false;
