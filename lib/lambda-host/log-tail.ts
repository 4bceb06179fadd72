/** What LogType=Tail answers: base64 of the last 4 KB of an invocation's log (Lambda API reference, Invoke). */
export interface LogTail {
  /** An object is a line of JSON, written only where the tail is asked for. */
  push(line: string | object): void;
  toBase64(): string;
}

const tailBytes = 4096;

export const openLogTail = (): LogTail => {
  const lines: (string | object)[] = [];
  let length = 0;
  return {
    push: (line) => {
      lines.push(line);
      length += leastLength(line);
      // A character is a byte at least, so whatever is more than the tail's characters ago is not in it.
      while (lines.length > 1 && length - leastLength(lines[0]) >= tailBytes) length -= leastLength(lines.shift());
    },
    toBase64: () => {
      const text = lines.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join('');
      return Buffer.from(text).subarray(-tailBytes).toString('base64');
    },
  };
};

/** With the line's end; an object has two braces at least. */
const leastLength = (line: string | object | undefined): number => (typeof line === 'string' ? line.length : 2) + 1;
