/** Reads Kafka's wire types one after another (Kafka protocol guide, "Protocol Primitive Types"). Reading past the end throws a RangeError. */
export class ByteCursor {
  readonly bytes: Buffer;
  position = 0;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }

  get remaining(): number {
    return this.bytes.length - this.position;
  }

  int8(): number {
    this.position += 1;
    return this.bytes.readInt8(this.position - 1);
  }

  int16(): number {
    this.position += 2;
    return this.bytes.readInt16BE(this.position - 2);
  }

  int32(): number {
    this.position += 4;
    return this.bytes.readInt32BE(this.position - 4);
  }

  int64(): bigint {
    this.position += 8;
    return this.bytes.readBigInt64BE(this.position - 8);
  }

  /** VARINT and VARLONG, zig-zag encoded; exact up to 2^53. */
  varint(): number {
    let value = 0;
    let scale = 1;
    for (;;) {
      const byte = this.bytes[this.position];
      if (byte === undefined) throw new RangeError('A varint goes beyond the end.');
      this.position += 1;
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
      scale *= 0x80;
    }
  }

  /** Not a copy. */
  take(length: number): Buffer {
    if (length < 0 || length > this.remaining) throw new RangeError(`${length} bytes go beyond the end.`);
    this.position += length;
    return this.bytes.subarray(this.position - length, this.position);
  }

  /** Bytes behind their length as a varint; -1 is null. */
  varintBytes(): Buffer | null {
    const length = this.varint();
    return length === -1 ? null : this.take(length);
  }

  /** An ARRAY behind its length; -1 is none. */
  array<Item>(read: () => Item): Item[] {
    const items: Item[] = [];
    const length = this.int32();
    for (let index = 0; index < length; index += 1) items.push(read());
    return items;
  }
}
